"""Hotfix to 2.0.0, an hour after a009: the sessions' metadata by its new name, which no release that is out knows yet."""

from alembic import op

revision = "a010_session_attributes"
down_revision = "a009_job_owner"


def upgrade():
    op.execute("ALTER TABLE sessions RENAME COLUMN metadata TO attributes")


def downgrade():
    op.execute("ALTER TABLE sessions RENAME COLUMN attributes TO metadata")
