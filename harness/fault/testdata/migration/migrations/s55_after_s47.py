"""A second revision after s47, from another branch."""

from alembic import op

revision = "s55"
down_revision = "s47"


def upgrade():
    op.execute("CREATE TABLE moods (id bigserial PRIMARY KEY)")


def downgrade():
    op.execute("DROP TABLE moods")
