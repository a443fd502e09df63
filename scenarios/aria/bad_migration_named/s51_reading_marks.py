"""How far each session was read. Harmless."""

from alembic import op

revision = "s51"
down_revision = "s48"


def upgrade():
    op.execute("ALTER TABLE sessions ADD COLUMN read_until timestamptz")
    op.execute("CREATE INDEX ix_sessions_read_until ON sessions (read_until)")


def downgrade():
    op.execute("ALTER TABLE sessions DROP COLUMN read_until")
