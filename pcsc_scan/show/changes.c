#include "pcsc_scan/show/changes.h"

#include "sys/memory.h"

#include <stdlib.h>
#include <string.h>

static bool grow(struct changes *changes, size_t count)
{
	struct change *rows = realloc(changes->rows, count * sizeof *rows);

	if (!memory_sufficed(rows != NULL))
		return false;
	changes->rows = rows;
	changes->size = count;
	return true;
}

void changes_begin(struct changes *changes, const struct snapshot *snapshot)
{
	changes->list_changed = snapshot->first;
	changes->count = snapshot->count;
	if (changes->count > changes->size && !grow(changes, changes->count))
		changes->count = changes->size;
	if (changes->count > 0)
		memset(changes->rows, 0, changes->count * sizeof *changes->rows);
}

/* Returns the row of the reader; NULL if it was disconnected and is not in the snapshot. Its index
 * cannot be used: while the service was away it may have become that of another reader. */
static struct change *find(const struct changes *changes, const struct snapshot *snapshot,
                           const struct reader_state *reader)
{
	for (size_t i = 0; i < changes->count; i++)
		if (reader == &snapshot->states[i])
			return &changes->rows[i];
	return NULL;
}

void changes_add(struct changes *changes, const struct snapshot *snapshot,
                 const struct event *event)
{
	const struct watch_event *of = event->change;
	struct change *row = find(changes, snapshot, of->reader);

	if (of->kind == WATCH_READER_REMOVED || of->kind == WATCH_READER_ADDED)
		changes->list_changed = true;
	if (row == NULL)
		return;
	if (!row->changed)
		row->before = of->before;
	row->changed = true;
	if (watch_brings_atr(of)) {
		row->brings_atr = true;
		row->uid = *event->uid;
	}
	row->missed += of->missed;
}

void changes_free(struct changes *changes)
{
	free(changes->rows);
	*changes = (struct changes){0};
}
