/* The virtual card: lines of commands, and between them what a reader does. Each command gets
 * exactly one response, whatever it contains; no message is empty or longer than vpcd supports. The
 * input's lines: "<" is a message from the reader, "|" the reader closes the connection, "^" time
 * passes, "=" is a line of a FILE, "%" a line of a recording, "~" what the real card of a relay
 * does next, and any other a line of standard input. */
#include "../../vicard/input/control.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The connection, without a socket; every fourth one is refused. */
struct link {
	bool open, closed, given;
	unsigned opens;
	uint8_t *message; /* waits to be read; owned */
	size_t length;
};

struct link *link_new(void)
{
	return calloc(1, sizeof(struct link));
}

void link_free(struct link **link)
{
	if (*link != NULL)
		free((*link)->message);
	free(*link);
	*link = NULL;
}

const char *link_open(struct link *link, const char *host, const char *port)
{
	(void)host;
	(void)port;
	assert(!link->open);
	link->closed = false;
	link->open = ++link->opens % 4 != 0;
	return link->open ? NULL : "refused";
}

bool link_is_open(const struct link *link)
{
	return link->open;
}

void link_finish(struct link *link)
{
	assert(link->open);
}

void link_close(struct link *link)
{
	link->open = false;
}

enum link_read link_read(struct link *link, const uint8_t **message, size_t *length)
{
	if (link->message != NULL && !link->given) {
		link->given = true;
		*message = link->message;
		*length = link->length;
		return LINK_MESSAGE;
	}
	return link->closed ? LINK_CLOSED : LINK_NOTHING;
}

bool link_send(struct link *link, const uint8_t *message, size_t length, size_t most)
{
	volatile uint8_t sum = 0;

	assert(link->open && most > 0 && length > 0 && length <= VICARD_MESSAGE_MAX);
	for (size_t i = 0; i < length; i++)
		sum = (uint8_t)(sum + message[i]);
	return true;
}

bool link_write(struct link *link)
{
	return link->open;
}

/* The real card of a relay. What it was given last is its ATR if it begins with 3B, and its
 * response. If that is one byte, the next connection or reset fails with it; if it is three, the
 * next command. */
static struct {
	struct card card;
	struct relay relay;
	struct record record;
	uint8_t bytes[CARD_RESPONSE_MAX];
	size_t length;
	bool connected;
} real;

static card_result start_real(void)
{
	real.connected = real.length != 1 || real.bytes[0] == 0;
	real.card.atr_length = real.length < CARD_ATR_MAX ? real.length : CARD_ATR_MAX;
	memcpy(real.card.atr, real.bytes, real.card.atr_length);
	return real.connected ? 0 : real.bytes[0];
}

static card_result connect_real(void *self, enum card_share share, unsigned protocols)
{
	(void)self;
	(void)share;
	(void)protocols;
	assert(!real.connected);
	return start_real();
}

/* A command that fails closes the connection. */
static card_result reset_real(void *self, enum card_reset kind)
{
	(void)self;
	(void)kind;
	assert(real.connected);
	card_result code = start_real();
	real.connected = true;
	return code;
}

static card_result transmit_real(void *self, const uint8_t *command, size_t length,
                                 uint8_t *response, size_t *response_length)
{
	(void)self;
	(void)command;
	assert(real.connected && length > 1);
	memcpy(response, real.bytes, real.length);
	*response_length = real.length;
	return real.length == 3 ? real.bytes[0] : 0;
}

static card_result disconnect_real(void *self, enum card_disposition disposition)
{
	(void)self;
	(void)disposition;
	assert(real.connected);
	real.connected = false;
	return 0;
}

static void start_relay(struct session *session)
{
	real.relay = (struct relay){.record = &real.record};
	real.card = (struct card){.connect = connect_real,
	                          .reset = reset_real,
	                          .transmit = transmit_real,
	                          .disconnect = disconnect_real};
	real.connected = false;
	session->card.relay = &real.relay;
}

static void do_real(struct session *session, const uint8_t *bytes, size_t length)
{
	if (session->card.relay == NULL)
		start_relay(session);
	real.length = length < sizeof real.bytes ? length : sizeof real.bytes;
	memcpy(real.bytes, bytes, real.length);
	if (length == 0 && real.relay.card != NULL)
		relay_remove(&real.relay);
	else if (length > 0 && bytes[0] == 0x3B)
		relay_insert(&real.relay, &real.card, bytes, length);
}

/* What a relay records can be replayed. */
static void end_relay(void)
{
	struct text *text = &real.record.text;
	struct recording recording = {0};
	struct recording_error error;

	if (text->length > 0) {
		bool read = recording_read(&recording, text->data, text->length, &error);
		assert(read);
	}
	recording_free(&recording);
	text_free(text);
	real.record = (struct record){0};
}

static void do_record(struct session *session, const uint8_t *text, size_t length)
{
	struct recording recording;
	struct recording_error error;

	if (recording_read(&recording, (const char *)text, length, &error))
		vicard_record(&session->card, &recording);
}

static void check_missing(const struct missing *missing)
{
	const struct text *script = &missing->record.text;

	assert((missing->count > 0) == (script->length > 0));
	if (script->length > 0)
		assert(script->data[script->length - 1] == '\n');
}

static void check_answer(const struct control *control, enum control_result result)
{
	assert((result == CONTROL_WAITS) == (control->session->wait != WAIT_NOTHING));
	assert(memchr(control->word, '\0', sizeof control->word) != NULL);
	if (result == CONTROL_WRONG)
		assert(control->why != NULL && control->why[0] != '\0');
	if (control->result != NULL)
		assert(strchr(control->result, '\n') == NULL);
}

static void step(struct control *control)
{
	struct session *session = control->session;
	bool waited = session->wait != WAIT_NOTHING;

	(void)session_step(session);
	if (waited && session->wait == WAIT_NOTHING)
		check_answer(control, control_continue(control));
}

static void receive(struct control *control, const uint8_t *bytes, size_t length)
{
	struct link *link = control->session->link;

	if (!link->open || length > VICARD_MESSAGE_MAX)
		return;
	link->message = malloc(length > 0 ? length : 1);
	assert(link->message != NULL);
	memcpy(link->message, bytes, length);
	link->length = length;
	link->given = false;
	step(control);
	free(link->message);
	link->message = NULL;
}

static void pass_time(struct control *control)
{
	struct session *session = control->session;

	session->deadline = 0;
	if (session->held_until != 0)
		session->held_until = 1;
	if (session->again != 0)
		session->again = 1;
	step(control);
}

static void do_line(struct control *control, const uint8_t *line, size_t length)
{
	struct session *session = control->session;

	if (length > 0 && line[0] == '<') {
		receive(control, line + 1, length - 1);
	} else if (length > 0 && line[0] == '^') {
		pass_time(control);
	} else if (length > 0 && line[0] == '|') {
		session->link->closed = true;
		step(control);
	} else if (length > 0 && line[0] == '~') {
		do_real(session, line + 1, length - 1);
	} else if (length > 0 && line[0] == '%') {
		do_record(session, line + 1, length - 1);
	} else if (session->wait != WAIT_NOTHING) {
		step(control);
	} else if (length > 0 && line[0] == '=') {
		enum control_result result =
			control_prepare(control, (const char *)line + 1, length - 1);

		assert(result == CONTROL_WRONG || session->wait == WAIT_NOTHING);
		assert(result != CONTROL_DONE || control->result == NULL);
		check_answer(control, result);
	} else {
		check_answer(control, control_line(control, (const char *)line, length));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct session session;
	struct control control = {.session = &session};
	const uint8_t *end = data + size;

	bool ok = session_start(&session, "host", "port");
	assert(ok);
	while (data < end) {
		const uint8_t *newline = memchr(data, '\n', (size_t)(end - data));
		size_t length = (size_t)((newline != NULL ? newline : end) - data);
		/* A copy, so that reading past the line is detected. */
		uint8_t *line = malloc(length > 0 ? length : 1);

		assert(line != NULL);
		memcpy(line, data, length);
		do_line(&control, line, length);
		free(line);
		data += length + (newline != NULL);
	}
	check_missing(&session.card.missing);
	control_free(&control);
	session_end(&session);
	end_relay();
	return 0;
}
