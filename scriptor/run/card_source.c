#include "scriptor/run/card_source.h"

#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"
#include "sys/pcsc/reader.h"

#include <stdlib.h>
#include <string.h>

struct world {
	struct world_options options;
	struct pcsc *pcsc;
	struct card *card; /* of the service; NULL before a reader is chosen */
	/* The one that was chosen last, or that -r's number meant when it was first seen; ""
	 * before. */
	char reader[READER_NAME_SIZE];
};

struct world *world_new(const struct world_options *options)
{
	struct world *world = calloc(1, sizeof *world);

	if (world == NULL)
		return NULL;
	world->options = *options;
	world->options.reader = reader_asked(options->reader);
	return world;
}

void world_free(struct world **world)
{
	if (*world == NULL)
		return;
	pcsc_card_free(&(*world)->card);
	pcsc_close(&(*world)->pcsc);
	free(*world);
	*world = NULL;
}

bool world_is_recorded(const struct world *world)
{
	return world->options.recorded != NULL;
}

static enum status open_service(struct world *world)
{
	if (world->pcsc != NULL)
		return STATUS_YES;
	uint32_t code = pcsc_open(&world->pcsc, (struct pcsc_limit){.ms = world->options.limit_ms});
	if (code == PCSC_OK)
		return STATUS_YES;
	pcsc_error_tell("PC/SC", code);
	return STATUS_TROUBLE;
}

static void say_protocol(unsigned protocols)
{
	if (protocols == CARD_T0 || protocols == CARD_T1)
		message_note("Trying T=%d protocol", protocols == CARD_T0 ? 0 : 1);
}

static enum status refuse_chance(struct world *world, bool given)
{
	if (given || !world->options.asks_pin || reader_cards(world->pcsc) < 2)
		return STATUS_YES;
	message_error("several readers hold a card, and the script asks for a PIN");
	message_hint("name the reader with --reader");
	return STATUS_INPUT;
}

/* The reader that is meant, and its card. What was in use stays in use where this fails. */
static enum status open_card(struct world *world, const char *wanted)
{
	char name[READER_NAME_SIZE];
	bool given;

	enum status status = open_service(world);
	if (status == STATUS_YES)
		status = reader_choose(world->pcsc, wanted, name, &given);
	if (status == STATUS_YES)
		status = refuse_chance(world, given);
	if (status != STATUS_YES)
		return status;
	struct card *card = pcsc_card_new(world->pcsc, name);
	if (card == NULL) {
		message_error("out of memory");
		return STATUS_TROUBLE;
	}
	pcsc_card_free(&world->card);
	world->card = card;
	memcpy(world->reader, name, sizeof name);
	say_protocol(world->options.protocols);
	if (given)
		message_note("Using given card reader: %s", name);
	else
		message_note("No reader given: using %s", name);
	return STATUS_YES;
}

enum status world_card(struct world *world, struct card **card)
{
	enum status status = STATUS_YES;

	/* A reader that is known stays the one, whatever its position has become. */
	if (world->options.recorded == NULL && world->card == NULL)
		status = open_card(
			world, world->reader[0] != '\0' ? world->reader : world->options.reader);
	*card = world->options.recorded != NULL ? world->options.recorded : world->card;
	return status;
}

void world_see(struct world *world, const struct reader_state *states, size_t count)
{
	struct reader_sought sought = {.wanted = world->options.reader};
	const struct reader_row row = {states->name, sizeof *states, count};

	if (sought.wanted == NULL || world->reader[0] != '\0')
		return;
	(void)reader_sought_look(&sought, &row);
	memcpy(world->reader, sought.name, sizeof world->reader);
}

const char *world_reader(const struct world *world)
{
	return world->reader;
}

uint16_t world_counter(const struct world *world)
{
	struct reader_state state = {.counter = 0};

	if (world->pcsc == NULL || world->reader[0] == '\0')
		return 0;
	memcpy(state.name, world->reader, sizeof state.name);
	return pcsc_status_change(world->pcsc, &state, 1, 0) == PCSC_OK ? state.counter : 0;
}

bool world_is_lost(const struct world *world)
{
	return world->pcsc != NULL && pcsc_is_lost(world->pcsc);
}

void world_forget(struct world *world)
{
	if (world->options.recorded != NULL)
		return;
	pcsc_card_free(&world->card);
	pcsc_close(&world->pcsc);
}

enum status world_choose(struct world *world, const char *wanted)
{
	return world->options.recorded != NULL ? STATUS_YES : open_card(world, wanted);
}

enum status world_readers(struct world *world, struct text *out)
{
	struct reader_names readers = {0};

	if (world->options.recorded != NULL) {
		text_puts(out, "a recording is in the place of all readers\n");
		return STATUS_YES;
	}
	enum status status = open_service(world);
	if (status != STATUS_YES)
		return status;
	uint32_t code = pcsc_readers(world->pcsc, &readers);
	if (code != PCSC_OK) {
		pcsc_error_tell("cannot list the readers", code);
		return STATUS_TROUBLE;
	}
	for (size_t i = 0; i < readers.count; i++)
		text_printf(out, "%zu: %s\n", i, readers.names[i]);
	reader_names_free(&readers);
	return STATUS_YES;
}

enum card_wait_result world_wait(struct world *world, bool present, int ms)
{
	if (world->options.recorded != NULL)
		return CARD_WAIT_DONE;
	return card_wait(world->options.reader, world->reader, present, ms, world->options.signals);
}
