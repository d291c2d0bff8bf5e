#include "atr_parser/page/statistics.h"

#include "app/lists.h"
#include "cards/cardlist.h"
#include "sys/memory.h"

/* Returns false if out of memory. */
static bool count_list(struct atr_stats *stats, const struct open_list *list)
{
	struct cardlist_walk walk = cardlist_start(list->file.data, list->file.length);
	struct cardlist_line line;
	struct cardlist_atr atr;

	while (cardlist_next(&walk, &line)) {
		cardlist_read(&line.text, &atr);
		if (atr.kind != CARDLIST_UNREADABLE && !atr_stats_add(stats, &line.text))
			return memory_sufficed(false);
	}
	return true;
}

static bool count_lists(struct atr_stats *stats, const struct lists *lists)
{
	for (size_t i = 0; i < lists->count; i++)
		if (!count_list(stats, &lists->items[i]))
			return false;
	return lists_are_whole(lists);
}

struct atr_stats *statistics_of_lists(const char *const *files, size_t count)
{
	struct atr_stats *stats;
	struct lists lists;

	if (!lists_open(&lists, files, count, FILE_MAP))
		return NULL;
	stats = atr_stats_new();
	if (memory_sufficed(stats != NULL) && !count_lists(stats, &lists))
		atr_stats_free(&stats);
	lists_close(&lists);
	return stats;
}
