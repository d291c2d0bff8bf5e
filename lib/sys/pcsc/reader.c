#include "sys/pcsc/reader.h"

#include "base/fold.h"
#include "base/num.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc_error.h"

#include <stdlib.h>
#include <string.h>

static const char *environment(const char *variable)
{
	const char *value = getenv(variable);

	return value != NULL && *value != '\0' ? value : NULL;
}

bool reader_is_ignored(const char *name)
{
	const char *part = environment("PCSC_READER_IGNORE");

	while (part != NULL && *part != '\0') {
		size_t length = strcspn(part, ":");

		if (length > 0 && fold_has(name, strlen(name), part, length))
			return true;
		part += length + (part[length] == ':');
	}
	return false;
}

/* Digits alone are an index or a full name, never part of a name: if there are fewer readers than
 * expected, "1" would otherwise match any reader with a 1 in its name. */
bool reader_is_meant(const char *wanted, size_t index, const char *name)
{
	uint64_t position;

	if (strcmp(wanted, name) == 0)
		return true;
	if (wanted[strspn(wanted, "0123456789")] == '\0')
		return num_decimal(span_of(wanted), SIZE_MAX, &position) && position == index;
	return fold_has(name, strlen(name), wanted, strlen(wanted));
}

static const char *name_at(const struct reader_row *row, size_t index)
{
	return row->names + index * row->stride;
}

/* Finds a reader by its index or else by its full name; returns false if neither matches. */
static bool find_exactly(const struct reader_row *row, const char *wanted, size_t *index)
{
	uint64_t position;

	if (num_decimal(span_of(wanted), SIZE_MAX, &position) && position < row->count) {
		*index = (size_t)position;
		return true;
	}
	for (*index = 0; *index < row->count; ++*index)
		if (strcmp(name_at(row, *index), wanted) == 0)
			return true;
	return false;
}

/* Returns how many readers match wanted: 1 if it is an index or a full name, else the number of
 * readers whose names contain it. *index is the first of them. */
static size_t find_readers(const struct reader_row *row, const char *wanted, size_t *index)
{
	size_t found = 0;

	if (find_exactly(row, wanted, index))
		return 1;
	for (size_t i = row->count; i-- > 0;)
		if (reader_is_meant(wanted, i, name_at(row, i))) {
			*index = i;
			found++;
		}
	return found;
}

enum status reader_report_matches(const struct reader_row *row, const char *wanted, size_t found)
{
	const char *source = wanted == environment("PCSC_READER") ? "PCSC_READER: " : "";

	if (found == 1)
		return STATUS_YES;
	if (found == 0) {
		message_error("%sno reader matches \"%s\"", source, wanted);
		message_hint("choose a reader by its number (from 0), its name, or a part of it; "
		             "\"pcsc_scan -r\" lists them");
		return STATUS_TROUBLE;
	}
	message_error("%s\"%s\" matches %zu readers", source, wanted, found);
	for (size_t i = 0; i < row->count; i++)
		if (reader_is_meant(wanted, i, name_at(row, i)))
			message_hint("%zu: %s", i, name_at(row, i));
	return STATUS_INPUT;
}

size_t reader_sought_update(struct reader_sought *sought, const struct reader_row *row)
{
	size_t index, found;

	if (sought->seen)
		return 1;
	found = find_readers(row, sought->wanted, &index);
	sought->seen = found == 1;
	if (found == 1 && find_exactly(row, sought->wanted, &index))
		memcpy(sought->name, name_at(row, index), READER_NAME_SIZE);
	return found;
}

bool reader_sought_is(const struct reader_sought *sought, size_t index, const char *name)
{
	if (sought->name[0] != '\0')
		return strcmp(sought->name, name) == 0;
	return reader_is_meant(sought->wanted, index, name);
}

static enum status choose_named(const struct reader_names *readers, const char *wanted,
                                size_t *index)
{
	const struct reader_row row = {readers->names[0], sizeof readers->names[0], readers->count};

	return reader_report_matches(&row, wanted, find_readers(&row, wanted, index));
}

static bool holds_card(struct pcsc *pcsc, const char *name)
{
	struct reader_state state = {0};

	memcpy(state.name, name, sizeof state.name);
	return pcsc_status_change(pcsc, &state, 1, 0) == PCSC_OK &&
		(state.bits & READER_PRESENT) != 0;
}

/* Chooses the first reader with a card, else the first one; ignored readers are skipped. If there
 * is only one reader, its state is not requested. */
static enum status choose_default(struct pcsc *pcsc, const struct reader_names *readers,
                                  size_t *index)
{
	size_t visible = 0;

	for (size_t i = readers->count; i-- > 0;)
		if (!reader_is_ignored(readers->names[i])) {
			*index = i;
			visible++;
		}
	for (size_t i = *index; visible > 1 && i < readers->count; i++)
		if (!reader_is_ignored(readers->names[i]) && holds_card(pcsc, readers->names[i])) {
			*index = i;
			break;
		}
	if (visible > 0)
		return STATUS_YES;
	message_error("PCSC_READER_IGNORE hides all %zu readers", readers->count);
	message_hint("choose one with --reader");
	return STATUS_TROUBLE;
}

const char *reader_requested(const char *wanted)
{
	return wanted != NULL ? wanted : environment("PCSC_READER");
}

enum status reader_choose(struct pcsc *pcsc, const char *wanted, char name[READER_NAME_SIZE],
                          bool *given)
{
	struct reader_names readers = {0};
	enum status status = STATUS_TROUBLE;
	size_t index = 0;

	uint32_t code = pcsc_readers(pcsc, &readers);
	wanted = reader_requested(wanted);
	*given = wanted != NULL;
	if (code != PCSC_OK)
		pcsc_error_report("cannot list the readers", code);
	else if (readers.count == 0)
		pcsc_error_report("cannot choose a reader", PCSC_E_NO_READERS_AVAILABLE);
	else if (wanted != NULL)
		status = choose_named(&readers, wanted, &index);
	else
		status = choose_default(pcsc, &readers, &index);
	if (status == STATUS_YES)
		memcpy(name, readers.names[index], READER_NAME_SIZE);
	reader_names_free(&readers);
	return status;
}

size_t reader_cards(struct pcsc *pcsc)
{
	struct reader_names readers = {0};
	size_t cards = 0;

	if (pcsc_readers(pcsc, &readers) != PCSC_OK)
		return 0;
	for (size_t i = 0; i < readers.count; i++)
		cards += !reader_is_ignored(readers.names[i]) && holds_card(pcsc, readers.names[i]);
	reader_names_free(&readers);
	return cards;
}
