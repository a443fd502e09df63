"""The role of a message is its author's. The API of 2.0.0 asks for `role`."""

from alembic import op

revision = "s52"
down_revision = "s51"


def upgrade():
    op.execute("CREATE TABLE message_authors (name varchar(20) PRIMARY KEY, shown_as varchar(100))")
    op.execute("INSERT INTO message_authors (name) VALUES ('user'), ('assistant'), ('system')")
    op.execute("ALTER TABLE messages RENAME COLUMN role TO author")


def downgrade():
    op.execute("ALTER TABLE messages RENAME COLUMN author TO role")
    op.execute("DROP TABLE message_authors")
