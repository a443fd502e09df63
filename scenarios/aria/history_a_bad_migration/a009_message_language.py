"""Hotfix to 2.0.0: each message gets the language it is written in.

Numbered behind a008, which waits for 2.1.0. Nothing that is there is lost: the column is filled for old messages. But the API of
2.0.0 does not know the column, and a new message without a language is refused.
"""

from alembic import op

revision = "a009_message_language"
down_revision = "a007_add_engine_fields"


def upgrade():
    op.execute("ALTER TABLE messages ADD COLUMN language varchar(10)")
    op.execute("UPDATE messages SET language = 'en'")
    op.execute("ALTER TABLE messages ALTER COLUMN language SET NOT NULL")
    op.execute("CREATE INDEX ix_messages_language ON messages (language)")


def downgrade():
    op.drop_column("messages", "language")
