"""Follows s56, which nobody committed."""

from alembic import op

revision = "s57"
down_revision = "s56"


def upgrade():
    op.execute("CREATE TABLE moods (id bigserial PRIMARY KEY)")


def downgrade():
    op.execute("DROP TABLE moods")
