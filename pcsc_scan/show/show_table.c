/* -r and -c on a terminal: a table of readers, states and cards. */
#include "pcsc_scan/show/event_format.h"

#include "pcsc_scan/show/state_words.h"
#include "render/table.h"
#include "sys/memory.h"

#include <stdlib.h>

enum { COLUMNS = 3 };

struct row {
	char reader[READER_NAME_SIZE + 24];
	char card[CARD_NAME_SIZE]; /* its name, or its ATR if the name is unknown */
};

static void put_rows(const struct event_page *page, struct row *rows, struct table_cell *cells)
{
	size_t count = 0;

	for (size_t i = 0; i < page->changes.count; i++) {
		const struct reader_state *state = &page->snapshot.states[i];
		struct row *row = &rows[count];
		struct table_cell *cell = &cells[COLUMNS * count];

		if (!page->changes.rows[i].changed)
			continue;
		snprintf(row->reader, sizeof row->reader, "%zu: %s", i, state->name);
		page_card(page, state->atr, state->atr_length, row->card);
		cell[0] = (struct table_cell){row->reader, ROLE_READER};
		cell[1] = (struct table_cell){state_summary(state->bits), ROLE_PLAIN};
		cell[2] = (struct table_cell){row->card, ROLE_CARD};
		count++;
	}
	render_table(page->out, &page->layout, cells, count, COLUMNS);
}

static void end(struct event_page *page)
{
	struct row *rows = calloc(page->changes.count + 1, sizeof *rows);
	struct table_cell *cells = calloc(page->changes.count + 1, COLUMNS * sizeof *cells);

	page_no_reader(page);
	if (memory_sufficed(rows != NULL && cells != NULL))
		put_rows(page, rows, cells);
	free(rows);
	free(cells);
}

const struct event_format format_table = {
	.end = end,
};
