"""The language of each message."""

from alembic import op

revision = "s54"
down_revision = "s48"


def upgrade():
    op.execute("ALTER TABLE messages ADD COLUMN language varchar(8)")


def downgrade():
    op.execute("ALTER TABLE messages DROP COLUMN language")
