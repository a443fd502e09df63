"""Forget which model wrote a message, and what it cost. Nobody asks for it any more, somebody thought.

As s37: the rows are gone, and so is the way back.
"""

from alembic import op

revision = "s53"
down_revision = "s48"


def upgrade():
    op.execute("ALTER TABLE messages DROP COLUMN model, DROP COLUMN tokens_input, DROP COLUMN tokens_output")


def downgrade():
    raise NotImplementedError("s53 dropped columns with their values; restore a backup instead")
