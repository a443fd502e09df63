"""Roles of messages become numbers. The API asks for the text."""

from alembic import op

revision = "s52"
down_revision = "s51"


def upgrade():
    op.execute("CREATE TABLE message_roles (id smallserial PRIMARY KEY, name varchar(20) UNIQUE NOT NULL)")
    op.execute("INSERT INTO message_roles (name) SELECT DISTINCT role FROM messages")
    op.execute("ALTER TABLE messages ADD COLUMN role_id smallint REFERENCES message_roles (id)")
    op.execute("UPDATE messages SET role_id = r.id FROM message_roles r WHERE r.name = messages.role")
    op.execute("ALTER TABLE messages DROP COLUMN role")


def downgrade():
    op.execute("ALTER TABLE messages ADD COLUMN role varchar(20)")
    op.execute("UPDATE messages SET role = r.name FROM message_roles r WHERE r.id = messages.role_id")
    op.execute("ALTER TABLE messages ALTER COLUMN role SET NOT NULL")
    op.execute("ALTER TABLE messages DROP COLUMN role_id")
    op.execute("DROP TABLE message_roles")
    op.execute("CREATE INDEX ix_messages_role ON messages (role)")
