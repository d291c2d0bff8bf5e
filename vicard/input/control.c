#include "vicard/input/control.h"

#include "base/bytes.h"
#include "base/escape.h"
#include "base/nearest.h"
#include "base/num.h"
#include "base/span.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char control_no_memory[] = "out of memory";

const char control_help[] =
	"Commands on standard input, one per line; each gets one line back, ok or error:\n"
	"  insert                     insert the card\n"
	"  remove                     remove it\n"
	"  swap HEX                   replace it by one with this ATR\n"
	"  atr HEX                    use this ATR from the next reset on\n"
	"  mute                       send no ATR from the next reset on (until atr)\n"
	"  answer PREFIX RESPONSE     respond to commands that start with PREFIX\n"
	"  default RESPONSE           respond to all other commands (6D00)\n"
	"  forget                     remove all responses but the recording's\n"
	"  t0 on|off                  over T=0: 61xx, GET RESPONSE; 6Cxx for a wrong Le\n"
	"  slow MS                    wait before each response\n"
	"  cut COMMANDS [BYTES]       close after COMMANDS responses, BYTES of the next\n"
	"  report                     count resets and commands since the insertion\n"
	"  last                       show the last command\n"
	"  missing                    list commands that the recording lacks, as a script\n"
	"  help                       show this\n"
	"FILE is a recording (commands with their responses, as \"[data] (SW)\"), a trace\n"
	"or capture of another program, or lines of the commands atr, mute, answer,\n"
	"default, forget, t0, slow and cut.  The card is then inserted.\n"
	"RESPONSE is hex, \"length N\" (N counting bytes and 9000) or \"echo\" (the command\n"
	"and 9000).\n"
	"The end of standard input ends vicard.\n";

enum { MISSING_TEXT = 24 }; /* room for a size_t as text */

/* The rest of a command line. */
struct arguments {
	const char *at, *end;
};

/* A CR before the newline is no part of the line. */
static struct arguments arguments_of(const char *line, size_t length)
{
	struct span text = span_trim((struct span){line, length});

	return (struct arguments){text.text, text.text + text.length};
}

static struct span next_word(struct arguments *arguments)
{
	struct span word;

	while (arguments->at < arguments->end && is_blank(*arguments->at))
		arguments->at++;
	word.text = arguments->at;
	while (arguments->at < arguments->end && !is_blank(*arguments->at))
		arguments->at++;
	word.length = (size_t)(arguments->at - word.text);
	return word;
}

static bool word_is(struct span word, const char *text)
{
	return word.length == strlen(text) && strncasecmp(word.text, text, word.length) == 0;
}

static struct span rest_of(struct arguments *arguments)
{
	struct span rest = next_word(arguments);

	rest.length = (size_t)(arguments->end - rest.text);
	arguments->at = arguments->end;
	return span_trim(rest);
}

static bool take_number(struct arguments *arguments, uint64_t max, uint64_t *out)
{
	return num_decimal(next_word(arguments), max, out);
}

static enum control_result set_reason(struct control *control, const char *why)
{
	control->why = why;
	return CONTROL_WRONG;
}

/* Returns whether the line ends here; otherwise nothing of it is carried out. */
static bool is_at_end(struct control *control, struct arguments *arguments)
{
	if (next_word(arguments).length == 0)
		return true;
	control->why = "unexpected argument";
	return false;
}

/* Returns the bytes of a word, to be freed by the caller; NULL with control->why set on failure. */
static uint8_t *take_hex(struct control *control, struct span word, size_t max, size_t *count)
{
	uint8_t *bytes = malloc(max);

	if (bytes == NULL) {
		control->why = control_no_memory;
		return NULL;
	}
	struct hex_result got = hex_read(word.text, word.length, bytes, max);
	if (got.status != HEX_OK) {
		control->why = hex_status_text(got.status);
		free(bytes);
		return NULL;
	}
	*count = got.count;
	return bytes;
}

static bool take_response(struct control *control, struct arguments *arguments,
                          struct response *response)
{
	struct arguments rest = *arguments;
	struct span word = next_word(&rest);
	uint64_t number;

	*response = (struct response){0};
	if (word_is(word, "echo")) {
		response->kind = RESPONSE_ECHO;
		return is_at_end(control, &rest);
	}
	if (word_is(word, "length")) {
		control->why = "length needs a number up to 65533";
		if (!take_number(&rest, VICARD_MESSAGE_MAX - 2, &number))
			return false;
		response->kind = RESPONSE_LENGTH;
		response->count = (size_t)number;
		return is_at_end(control, &rest);
	}
	/* pcscd would wait forever for a response without bytes, so none can be set. */
	response->bytes =
		take_hex(control, rest_of(arguments), VICARD_MESSAGE_MAX, &response->count);
	return response->bytes != NULL;
}

static enum control_result set_answer(struct control *control, struct arguments *arguments,
                                      const uint8_t *prefix, size_t length)
{
	struct response response;

	if (!take_response(control, arguments, &response))
		return CONTROL_WRONG;
	if (vicard_answer(&control->session->card, prefix, length, response))
		return CONTROL_DONE;
	free(response.bytes);
	return set_reason(control, control_no_memory);
}

static enum control_result do_answer(struct control *control, struct arguments *arguments)
{
	size_t length;
	uint8_t *prefix = take_hex(control, next_word(arguments), VICARD_MESSAGE_MAX, &length);

	if (prefix == NULL)
		return CONTROL_WRONG;
	enum control_result result = set_answer(control, arguments, prefix, length);
	free(prefix);
	return result;
}

static enum control_result do_default(struct control *control, struct arguments *arguments)
{
	return set_answer(control, arguments, NULL, 0);
}

static enum control_result do_forget(struct control *control, struct arguments *arguments)
{
	if (!is_at_end(control, arguments))
		return CONTROL_WRONG;
	vicard_forget(&control->session->card);
	return CONTROL_DONE;
}

static enum control_result do_atr(struct control *control, struct arguments *arguments)
{
	struct vicard *card = &control->session->card;
	size_t length;
	uint8_t *atr = take_hex(control, rest_of(arguments), sizeof card->atr, &length);

	if (atr == NULL)
		return CONTROL_WRONG;
	vicard_atr(card, atr, length);
	free(atr);
	return CONTROL_DONE;
}

static enum control_result do_mute(struct control *control, struct arguments *arguments)
{
	if (!is_at_end(control, arguments))
		return CONTROL_WRONG;
	control->session->card.mute = true;
	return CONTROL_DONE;
}

/* Returns the result of a command that may have to wait. */
static enum control_result after_start(struct control *control)
{
	if (control->session->wait != WAIT_NOTHING)
		return CONTROL_WAITS;
	return control_continue(control);
}

static enum control_result do_insert(struct control *control, struct arguments *arguments)
{
	if (!is_at_end(control, arguments))
		return CONTROL_WRONG;
	session_insert(control->session);
	return after_start(control);
}

static enum control_result do_remove(struct control *control, struct arguments *arguments)
{
	if (!is_at_end(control, arguments))
		return CONTROL_WRONG;
	session_remove(control->session);
	return after_start(control);
}

static enum control_result do_swap(struct control *control, struct arguments *arguments)
{
	enum control_result result = do_atr(control, arguments);

	if (result != CONTROL_DONE)
		return result;
	control->swap = true;
	session_remove(control->session);
	return after_start(control);
}

static enum control_result do_t0(struct control *control, struct arguments *arguments)
{
	struct span word = next_word(arguments);
	bool on = word_is(word, "on");

	if (!on && !word_is(word, "off"))
		return set_reason(control, "needs on or off");
	if (!is_at_end(control, arguments))
		return CONTROL_WRONG;
	t0_reset(&control->session->card.t0);
	control->session->card.t0.on = on;
	return CONTROL_DONE;
}

static enum control_result do_slow(struct control *control, struct arguments *arguments)
{
	uint64_t ms;

	if (!take_number(arguments, 3600000, &ms))
		return set_reason(control, "needs a number of milliseconds");
	if (!is_at_end(control, arguments))
		return CONTROL_WRONG;
	control->session->slow_ms = (unsigned)ms;
	return CONTROL_DONE;
}

static enum control_result do_cut(struct control *control, struct arguments *arguments)
{
	struct session *session = control->session;
	struct arguments rest = *arguments;
	uint64_t after, bytes = 0;

	if (!take_number(&rest, 1000000000, &after))
		return set_reason(control, "needs a number of commands");
	*arguments = rest;
	if (next_word(&rest).length > 0 && !take_number(arguments, VICARD_MESSAGE_MAX, &bytes))
		return set_reason(control, "not a number of bytes");
	if (!is_at_end(control, arguments))
		return CONTROL_WRONG;
	session->cut = true;
	session->cut_after = (unsigned long)after;
	session->cut_bytes = (size_t)bytes;
	return CONTROL_DONE;
}

static enum control_result do_report(struct control *control, struct arguments *arguments)
{
	const struct vicard *card = &control->session->card;
	const size_t size = 160;

	if (!is_at_end(control, arguments))
		return CONTROL_WRONG;
	control->result = malloc(size);
	if (control->result == NULL)
		return set_reason(control, control_no_memory);
	snprintf(control->result, size, "%s cold=%lu warm=%lu off=%lu commands=%lu",
	         link_is_open(control->session->link) ? "inserted" : "removed", card->cold,
	         card->warm, card->off, card->commands);
	return CONTROL_DONE;
}

static enum control_result do_last(struct control *control, struct arguments *arguments)
{
	const struct vicard *card = &control->session->card;

	if (!is_at_end(control, arguments))
		return CONTROL_WRONG;
	if (card->last_length == 0)
		return set_reason(control, "no command received yet");
	control->result = malloc(2 * card->last_length + 1);
	if (control->result == NULL)
		return set_reason(control, control_no_memory);
	hex_write(control->result, card->last, card->last_length);
	return CONTROL_DONE;
}

static enum control_result do_missing(struct control *control, struct arguments *arguments)
{
	const struct vicard *card = &control->session->card;
	const struct missing *missing = &card->missing;

	if (!is_at_end(control, arguments))
		return CONTROL_WRONG;
	if (card->recording.count == 0)
		return set_reason(control, "no recording is loaded");
	control->result = malloc(MISSING_TEXT);
	if (control->result == NULL)
		return set_reason(control, control_no_memory);
	snprintf(control->result, MISSING_TEXT, "%zu", missing->count + missing->dropped);
	control->lines = missing->record.text.data;
	return CONTROL_DONE;
}

static enum control_result do_help(struct control *control, struct arguments *arguments)
{
	if (!is_at_end(control, arguments))
		return CONTROL_WRONG;
	control->lines = control_help;
	return CONTROL_DONE;
}

static const struct control_command {
	const char *word;
	enum control_result (*run)(struct control *control, struct arguments *arguments);
	bool prepares; /* only changes the card: allowed in a FILE */
} commands[] = {
	{"insert", do_insert, false},  {"remove", do_remove, false},   {"swap", do_swap, false},
	{"atr", do_atr, true},         {"mute", do_mute, true},        {"answer", do_answer, true},
	{"default", do_default, true}, {"forget", do_forget, true},    {"t0", do_t0, true},
	{"slow", do_slow, true},       {"cut", do_cut, true},          {"report", do_report, false},
	{"last", do_last, false},      {"missing", do_missing, false}, {"help", do_help, false},
};

static const struct control_command *find_command(struct span word)
{
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		if (word_is(word, commands[i].word))
			return &commands[i];
	return NULL;
}

/* Returns why there is no such command, and names it as far as it can be shown. */
static const char *unknown(struct control *control, struct span word)
{
	bool plain = escape_plain(word.text, word.length) == word.length;
	struct nearest nearest = nearest_to(word);

	snprintf(control->word, sizeof control->word, "%.*s",
	         plain ? hex_quotable(word.text, word.length) : 1, plain ? word.text : "?");
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		nearest_offer(&nearest, commands[i].word);
	if (nearest.best == NULL)
		return "unknown command (\"help\" lists them)";
	snprintf(control->unknown, sizeof control->unknown,
	         "unknown command (did you mean \"%s\"?)", nearest.best);
	return control->unknown;
}

bool control_is_word(const char *line, size_t length)
{
	struct arguments arguments = arguments_of(line, length);

	return find_command(next_word(&arguments)) != NULL;
}

enum control_result control_prepare(struct control *control, const char *line, size_t length)
{
	struct arguments arguments = arguments_of(line, length);
	const struct control_command *command = find_command(next_word(&arguments));

	if (command != NULL && !command->prepares) {
		snprintf(control->word, sizeof control->word, "%s", command->word);
		return set_reason(control, "works only on standard input");
	}
	return control_line(control, line, length);
}

enum control_result control_line(struct control *control, const char *line, size_t length)
{
	struct arguments arguments = arguments_of(line, length);
	struct span word = next_word(&arguments);

	control_free(control);
	control->why = NULL;
	control->lines = NULL;
	control->swap = false;
	if (word.length == 0 || word.text[0] == '#')
		return CONTROL_NOTHING;
	const struct control_command *command = find_command(word);
	if (command == NULL)
		return set_reason(control, unknown(control, word));
	snprintf(control->word, sizeof control->word, "%s", command->word);
	return command->run(control, &arguments);
}

enum control_result control_continue(struct control *control)
{
	if (control->session->failure != NULL)
		return set_reason(control, control->session->failure);
	if (!control->swap)
		return CONTROL_DONE;
	control->swap = false;
	session_insert(control->session);
	return after_start(control);
}

void control_free(struct control *control)
{
	free(control->result);
	control->result = NULL;
}
