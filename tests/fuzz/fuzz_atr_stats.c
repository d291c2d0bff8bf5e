/* Statistics of ATR lines of any bytes: the counts of each field add up, and every output format
 * accepts them. */
#include "stats/atr_stats.h"
#include "render/stats_table.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t sum(const struct stats_rows *rows)
{
	uint64_t counts = 0;

	for (size_t i = 0; i < rows->count; i++)
		counts += rows->rows[i].count;
	return counts;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FILE *nowhere;
	const struct layout layout = {&palette_plain, 80};
	struct cardlist_walk walk = cardlist_start((const char *)data, size);
	struct atr_stats *stats = atr_stats_new();
	struct stats_rows rows = {0};
	struct cardlist_line line;
	struct cardlist_atr atr;
	bool counted;

	if (nowhere == NULL)
		nowhere = fopen("/dev/null", "w");
	while (cardlist_next(&walk, &line)) {
		cardlist_read(&line.text, &atr);
		if (atr.kind != CARDLIST_UNREADABLE &&
		    (!atr_stats_add(stats, &line.text) ||
		     !atr_stats_add_published(stats, &line.text, &counted)))
			abort();
	}
	for (stats_field field = 0; atr_stats_lines(stats) > 0 && field < STATS_FIELDS; field++) {
		if (!atr_stats_shows(stats, field))
			continue;
		if (!atr_stats_rows(stats, field, &rows) || sum(&rows) != atr_stats_lines(stats))
			abort();
		render_stats(nowhere, &layout, &rows);
		render_stats_svg(nowhere, &rows);
	}
	stats_rows_free(&rows);
	atr_stats_free(&stats);
	return 0;
}
