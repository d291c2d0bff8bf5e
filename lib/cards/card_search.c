#include "cards/card_search.h"

#include "base/fold.h"

#include <string.h>

/* One of the names has the word. */
static bool named(struct span names, const char *word)
{
	struct span name;

	while (card_name(&names, &name))
		if (fold_has(name.text, name.length, word, strlen(word)))
			return true;
	return false;
}

static bool named_all(struct span names, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!named(names, words[i]))
			return false;
	return true;
}

bool card_search_next(struct cardlist_walk *walk, const char *const *words, size_t count,
                      struct card_found *found)
{
	struct cardlist_line line;

	while (cardlist_next(walk, &line)) {
		found->names = cardlist_names(walk);
		if (!named_all(found->names, words, count))
			continue;
		cardlist_read(&line.text, &found->atr);
		if (found->atr.kind == CARDLIST_UNREADABLE)
			continue;
		found->pattern = line.text;
		found->line = line.line;
		return true;
	}
	return false;
}
