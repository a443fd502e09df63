"""Every message in one statement, with all its indexes."""

from alembic import op

revision = "s58"
down_revision = "s48"


def upgrade():
    op.execute("UPDATE messages SET metadata = metadata || '{\"touched\": true}'")


def downgrade():
    op.execute("UPDATE messages SET metadata = metadata - 'touched'")
