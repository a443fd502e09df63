"""Hotfix to 2.0.0: who a job belongs to. Harmless."""

from alembic import op

revision = "a009_job_owner"
down_revision = "a007_add_engine_fields"


def upgrade():
    op.execute("ALTER TABLE scheduler_jobs ADD COLUMN owner varchar(100)")


def downgrade():
    op.drop_column("scheduler_jobs", "owner")
