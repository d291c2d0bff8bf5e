#include "app/identify.h"

#include "app/lists.h"
#include "cards/cardindex.h"
#include "render/cards.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <stdlib.h>
#include <string.h>

/* errors shown for one list; any more are only counted */
enum { REPORTED_MAX = 10 };

struct identify {
	const char *const *files; /* what identify_new was given */
	size_t count;
	struct lists lists;
	struct searched_list *sources; /* owned */
	struct cardindex *index;       /* owned; NULL: each look-up reads the lists */
	bool reported;                 /* errors in the lists were reported */
	bool age_reported;             /* the age of the lists was reported */
};

/* The errors of one list. */
struct list_errors {
	const char *path;
	unsigned long count;
};

static void report_error(void *self, unsigned line, unsigned column, const struct problem *problem)
{
	struct list_errors *errors = self;
	char text[160];

	if (errors->count++ >= REPORTED_MAX)
		return;
	problem_text(problem, text, sizeof text);
	message_error("%s:%u:%u: %s", errors->path, line, column, text);
}

static void report_rest(const struct list_errors *errors)
{
	if (errors->count > REPORTED_MAX)
		message_error("%s: %lu more invalid line%s", errors->path,
		              errors->count - REPORTED_MAX,
		              errors->count - REPORTED_MAX == 1 ? "" : "s");
}

static bool build_index(struct identify *identify)
{
	identify->index = cardindex_new();
	for (size_t i = 0; identify->index != NULL && i < identify->lists.count; i++) {
		const struct open_list *list = &identify->lists.items[i];
		struct list_errors errors = {.path = list->path};
		struct cardlist_report report = {.self = &errors, .add = report_error};

		if (!cardindex_add(identify->index, list->file.data, list->file.length, list->path,
		                   (unsigned)i, list->own ? &report : NULL))
			return false;
		report_rest(&errors);
	}
	return identify->index != NULL;
}

static bool fill_sources(struct identify *identify)
{
	identify->sources = calloc(identify->lists.count + 1, sizeof *identify->sources);
	if (identify->sources == NULL)
		return false;
	for (size_t i = 0; i < identify->lists.count; i++) {
		identify->sources[i].path = identify->lists.items[i].path;
		identify->sources[i].modified = identify->lists.items[i].file.modified;
	}
	return true;
}

struct identify *identify_new(const char *const *files, size_t count, bool many)
{
	struct identify *identify = calloc(1, sizeof *identify);

	if (identify == NULL) {
		memory_ran_out();
		return NULL;
	}
	identify->files = files;
	identify->count = count;
	if (!lists_open(&identify->lists, files, count, many ? FILE_COPY : FILE_MAP)) {
		identify_free(&identify);
		return NULL;
	}
	if (!fill_sources(identify) || (many && !build_index(identify))) {
		memory_ran_out();
		identify_free(&identify);
	}
	return identify;
}

void identify_free(struct identify **identify)
{
	if (*identify == NULL)
		return;
	cardindex_free(&(*identify)->index);
	lists_close(&(*identify)->lists);
	free((*identify)->sources);
	free(*identify);
	*identify = NULL;
}

bool identify_refresh(struct identify *identify)
{
	if (!lists_refresh(&identify->lists, identify->files, identify->count, FILE_MAP))
		return false;
	free(identify->sources);
	if (!fill_sources(identify)) {
		memory_ran_out();
		lists_close(&identify->lists);
	}
	return true;
}

void identify_silence(struct identify *identify)
{
	identify->reported = true;
}

static void scan(struct identify *identify, const uint8_t *atr, size_t length,
                 struct card_matches *matches)
{
	for (size_t i = 0; i < identify->lists.count; i++) {
		const struct open_list *list = &identify->lists.items[i];
		struct list_errors errors = {.path = list->path};
		struct cardlist_report report = {.self = &errors, .add = report_error};

		cardlist_scan(list->file.data, list->file.length, atr, length, list->path,
		              (unsigned)i, matches,
		              list->own && !identify->reported ? &report : NULL);
		report_rest(&errors);
	}
	identify->reported = true;
}

bool identify_atr(struct identify *identify, const uint8_t *atr, size_t length,
                  struct card_matches *matches)
{
	card_matches_clear(matches);
	if (identify->index != NULL)
		cardindex_find(identify->index, atr, length, matches);
	else
		scan(identify, atr, length, matches);
	card_matches_finish(matches);
	return !matches->failed;
}

void identify_nearest(const struct identify *identify, const struct atr *atr,
                      struct card_nearest *nearest)
{
	nearest->count = 0;
	for (size_t i = 0; i < identify->lists.count; i++) {
		const struct open_list *list = &identify->lists.items[i];

		card_nearest_scan(nearest, atr, list->file.data, list->file.length, list->path,
		                  (unsigned)i);
	}
	card_nearest_finish(nearest, atr);
}

void identify_search(const struct identify *identify, const char *const *words, size_t count,
                     identify_found *found_card, void *self)
{
	struct card_found found;

	for (size_t i = 0; i < identify->lists.count; i++) {
		const struct open_list *list = &identify->lists.items[i];
		struct cardlist_walk walk = cardlist_start(list->file.data, list->file.length);

		while (card_search_next(&walk, words, count, &found))
			found_card(self, list->path, &found);
	}
}

void identify_query(const struct identify *identify, const struct card_query *query,
                    identify_found *found_card, void *self)
{
	struct card_found found;

	for (size_t i = 0; i < identify->lists.count; i++) {
		const struct open_list *list = &identify->lists.items[i];
		struct cardlist_walk walk = cardlist_start(list->file.data, list->file.length);

		while (card_query_next(&walk, query, &found))
			found_card(self, list->path, &found);
	}
}

bool identify_is_whole(const struct identify *identify)
{
	return lists_are_whole(&identify->lists);
}

const struct searched_list *identify_sources(struct identify *identify, size_t *count)
{
	for (size_t i = 0; i < identify->lists.count; i++)
		identify->sources[i].age = file_age(identify->sources[i].modified);
	*count = identify->lists.count;
	return identify->sources;
}

void identify_hide_directories(struct identify *identify)
{
	for (size_t i = 0; i < identify->lists.count; i++) {
		char *path = identify->lists.items[i].path, *slash = strrchr(path, '/');

		if (slash != NULL)
			memmove(path, slash + 1, strlen(slash));
	}
}

void identify_report_age(struct identify *identify)
{
	char age[CARDS_AGE_SIZE];
	size_t count;
	const struct searched_list *sources = identify_sources(identify, &count);

	for (size_t i = 0; i < count && !identify->age_reported; i++) {
		render_cards_age(age, &sources[i]);
		message_note("card list %s %s", sources[i].path, age);
	}
	if (!identify->age_reported)
		message_hint("%s", render_cards_hint);
	identify->age_reported = true;
}
