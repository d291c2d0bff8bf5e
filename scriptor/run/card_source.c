#include "scriptor/run/card_source.h"

#include "base/escape.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"
#include "sys/pcsc/reader.h"

#include <stdlib.h>
#include <string.h>

struct card_source {
	struct card_source_options options;
	struct pcsc *pcsc;
	struct card *card; /* connection to the service; NULL before a reader is chosen */
	/* The name of the reader chosen last, or of the one that had the index of -r when it was
	 * first seen; "" before that. */
	char reader[READER_NAME_SIZE];
};

struct card_source *card_source_new(const struct card_source_options *options)
{
	struct card_source *source = calloc(1, sizeof *source);

	if (source == NULL)
		return NULL;
	source->options = *options;
	source->options.reader = reader_requested(options->reader);
	return source;
}

void card_source_free(struct card_source **source)
{
	if (*source == NULL)
		return;
	pcsc_card_free(&(*source)->card);
	pcsc_close(&(*source)->pcsc);
	free(*source);
	*source = NULL;
}

bool card_source_is_recorded(const struct card_source *source)
{
	return source->options.recorded != NULL;
}

static enum status open_service(struct card_source *source)
{
	if (source->pcsc != NULL)
		return STATUS_YES;
	uint32_t code =
		pcsc_open(&source->pcsc, (struct pcsc_limit){.ms = source->options.limit_ms});
	if (code == PCSC_OK)
		return STATUS_YES;
	pcsc_error_report(NULL, code);
	return STATUS_TROUBLE;
}

static void note_protocol(unsigned protocols)
{
	if (protocols == CARD_T0 || protocols == CARD_T1)
		message_note("Trying T=%d protocol", protocols == CARD_T0 ? 0 : 1);
}

static enum status refuse_chance(struct card_source *source, bool given)
{
	if (given || !source->options.asks_pin || reader_cards(source->pcsc) < 2)
		return STATUS_YES;
	message_error("the script asks for a PIN, and several readers hold a card");
	message_hint("choose one with --reader");
	return STATUS_INPUT;
}

/* Opens the reader wanted and its card. On failure the current one remains in use. */
static enum status open_card(struct card_source *source, const char *wanted)
{
	char name[READER_NAME_SIZE];
	bool given;

	enum status status = open_service(source);
	if (status == STATUS_YES)
		status = reader_choose(source->pcsc, wanted, name, &given);
	if (status == STATUS_YES)
		status = refuse_chance(source, given);
	if (status != STATUS_YES)
		return status;
	struct card *card = pcsc_card_new(source->pcsc, name);
	if (card == NULL)
		return memory_trouble();
	pcsc_card_free(&source->card);
	source->card = card;
	memcpy(source->reader, name, sizeof name);
	if (source->options.quiet)
		return STATUS_YES;
	note_protocol(source->options.protocols);
	if (given)
		message_note("Using given card reader: %s", name);
	else
		message_note("No reader given: using %s", name);
	return STATUS_YES;
}

enum status card_source_card(struct card_source *source, struct card **card)
{
	enum status status = STATUS_YES;

	/* A known reader is found by name, even if its index has changed. */
	if (source->options.recorded == NULL && source->card == NULL)
		status = open_card(source,
		                   source->reader[0] != '\0' ? source->reader :
		                                               source->options.reader);
	*card = source->options.recorded != NULL ? source->options.recorded : source->card;
	return status;
}

void card_source_resolve(struct card_source *source, const struct reader_state *states,
                         size_t count)
{
	struct reader_sought sought = {.wanted = source->options.reader};
	const struct reader_row row = {states->name, sizeof *states, count};

	if (sought.wanted == NULL || source->reader[0] != '\0')
		return;
	(void)reader_sought_update(&sought, &row);
	memcpy(source->reader, sought.name, sizeof source->reader);
}

const char *card_source_reader(const struct card_source *source)
{
	return source->reader;
}

uint16_t card_source_counter(const struct card_source *source)
{
	struct reader_state state = {.counter = 0};

	if (source->pcsc == NULL || source->reader[0] == '\0')
		return 0;
	memcpy(state.name, source->reader, sizeof state.name);
	return pcsc_status_change(source->pcsc, &state, 1, 0) == PCSC_OK ? state.counter : 0;
}

bool card_source_is_lost(const struct card_source *source)
{
	return source->pcsc != NULL && pcsc_is_lost(source->pcsc);
}

void card_source_forget(struct card_source *source)
{
	if (source->options.recorded != NULL)
		return;
	pcsc_card_free(&source->card);
	pcsc_close(&source->pcsc);
}

enum status card_source_choose(struct card_source *source, const char *wanted)
{
	return source->options.recorded != NULL ? STATUS_YES : open_card(source, wanted);
}

enum status card_source_readers(struct card_source *source, struct text *out)
{
	struct reader_names readers = {0};

	if (source->options.recorded != NULL) {
		text_puts(out, "no readers: a recording is in use\n");
		return STATUS_YES;
	}
	enum status status = open_service(source);
	if (status != STATUS_YES)
		return status;
	uint32_t code = pcsc_readers(source->pcsc, &readers);
	if (code != PCSC_OK) {
		pcsc_error_report("cannot list the readers", code);
		return STATUS_TROUBLE;
	}
	for (size_t i = 0; i < readers.count; i++) {
		char name[4 * READER_NAME_SIZE];

		escape_terminal(name, sizeof name, readers.names[i], strlen(readers.names[i]));
		text_printf(out, "%zu: %s\n", i, name);
	}
	reader_names_free(&readers);
	return STATUS_YES;
}

enum card_wait_result card_source_wait(struct card_source *source, bool present, int ms)
{
	if (source->options.recorded != NULL)
		return CARD_WAIT_DONE;
	return card_wait(source->options.reader, source->reader, present, ms,
	                 source->options.signals);
}
