/* The control language of the fake winscard.
 *
 * Programs load build/tests/fake/libpcsclite.so.1 through LD_LIBRARY_PATH. The world begins without
 * readers. FAKE_PCSC names a file of lines that are executed before the program starts;
 * FAKE_PCSC_CONTROL a FIFO whose lines are executed while it runs; FAKE_PCSC_LOG a file to which a
 * line is written for each executed line ("ok LINE") and for each call when it returns
 * ("SCardTransmit 0x00000000 00A40000"); FAKE_PCSC_TOLD a file with the time when
 * SCardGetStatusChange last reported something. An invalid line, or a call that breaks the rules of
 * winscard.h, aborts the program with a message.
 *
 *   add ID NAME               connects a reader; NAME is the rest of the line, \xNN a byte
 *   readers N                 N readers: ids r0 r1 ..., names "Fake Reader 000" ...
 *   unplug ID
 *   insert ID ATR [T0|T1|T01] a card, and the protocols that it offers (T0)
 *   mute ID                   inserts a card that does not respond
 *   remove ID
 *   swap ID ATR [T0|T1|T01]   remove and insert at once
 *   counter ID HEX            the event counter, 4 digits
 *   counters on|off           off: as on macOS, there is none, and a removed card is reported
 *                             as reset
 *   state ID HEX              additional bits of dwEventState (0080 EXCLUSIVE ...); 0: none
 *   claim ID N                SCardGetStatusChange claims that the ATR has N bytes
 *   list HEX                  the result of SCardListReaders, whatever the readers are; -: the
 *                             names of the readers
 *   hold ID | let ID          another program uses the card exclusively; ends that
 *   reset ID [ATR]            another program resets the card, which may change its ATR
 *   answer ID PREFIX RESPONSE to commands that start with PREFIX; the longest match counts;
 *                             else 6D00
 *   control ID CODE RESPONSE  to SCardControl with this code (hex)
 *   attrib ID TAG RESPONSE    to SCardGetAttrib (hex)
 *                             RESPONSE: hex, "length N" (N bytes and 9000), "echo" (the command
 *                             and 9000), "none"
 *   pnp old|counter|unknown|error   as pcsc-lite before 2.3.0 (the start), since 2.3.0, older
 *                             and newer macOS
 *   older yes|no              the service is older than the library: as libpcsclite since 2.4.1
 *                             SCardGetStatusChange returns SCARD_E_NO_SERVICE and the context
 *                             is lost, unless it was used for SCardListReaders or SCardStatus
 *                             before
 *   limit N                   the most states that SCardGetStatusChange accepts (16, as before
 *                             2.5.0; 0: any number)
 *   service stop|start        when it starts, all event counters are 0
 *   fail CALL CODE [AFTER [TIMES]]  after AFTER more successful calls (0), CALL returns
 *                             CODE (hex) TIMES times (always); CODE 0: no longer
 *   hang CALL [AFTER]         CALL does not return, until release CALL
 *   release CALL
 *   delay CALL MS
 *   on CALL N LINE            executes LINE when CALL is called the Nth time from now, before
 *                             it has a result. CALL may be "wait": SCardGetStatusChange is
 *                             about to block; or "watch": inotify_add_watch, which is logged
 *                             as "watch PATH"
 *   directory PATH            creates a directory
 *   protocol MAJOR MINOR      SCardEstablishContext connects to the socket PCSCLITE_CSOCK_NAME
 *                             and speaks first, as a library of this protocol version
 *   deny                      connect(2) is not permitted, as with SELinux and AppArmor
 *   # comment
 */
#include "fake.h"

#include "base/bytes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PLANNED_MAX = 64, LINE_SIZE = 140000 };

static struct planned {
	enum fake_call call;
	unsigned long at;
	char *line;
} planned[PLANNED_MAX];

/* The line being executed, for messages. */
static const char *current = "";

static char *next_word(char **rest)
{
	char *word = *rest + strspn(*rest, " \t");
	char *end = word + strcspn(word, " \t");

	*rest = *end != '\0' ? end + 1 : end;
	*end = '\0';
	return word;
}

static char *rest_of(char **rest)
{
	char *text = *rest + strspn(*rest, " \t");

	*rest = text + strlen(text);
	return text;
}

static unsigned long number_of(const char *text, int base)
{
	char *end;

	errno = 0;
	unsigned long value = strtoul(text, &end, base);
	if (*text == '\0' || *end != '\0' || errno != 0)
		fake_abort("control: %s: not a number: %s", current, text);
	return value;
}

static unsigned long number_or(char **rest, unsigned long otherwise)
{
	const char *word = next_word(rest);

	return *word == '\0' ? otherwise : number_of(word, 10);
}

static size_t bytes_of(const char *text, uint8_t *out, size_t max)
{
	struct hex_result got = hex_read(text, strlen(text), out, max);

	if (got.status != HEX_OK)
		fake_abort("control: %s: %s", current, hex_status_text(got.status));
	return got.count;
}

static enum fake_call call_of(const char *word)
{
	for (int i = 0; i < CALL_COUNT; i++)
		if (strcmp(word, fake_call_names[i]) == 0)
			return (enum fake_call)i;
	fake_abort("control: %s: no such call: %s", current, word);
}

static struct fake_reader *reader_of(char **rest)
{
	const char *id = next_word(rest);

	for (size_t i = 0; i < fake.reader_count; i++)
		if (strcmp(fake.readers[i]->id, id) == 0)
			return fake.readers[i];
	fake_abort("control: %s: no reader %s", current, id);
}

static void readers_changed(void)
{
	fake.reader_events++;
}

static void add_reader(const char *id, const char *name)
{
	struct fake_reader *reader = calloc(1, sizeof *reader);

	if (reader == NULL || fake.reader_count == FAKE_READERS_MAX || strlen(id) >= FAKE_ID_SIZE ||
	    strlen(name) >= FAKE_NAME_SIZE || *name == '\0')
		fake_abort("control: %s: too many, too long, or no name", current);
	strcpy(reader->id, id);
	strcpy(reader->name, name);
	fake.readers[fake.reader_count++] = reader;
	readers_changed();
}

/* \xNN in place. */
static void unescape(char *text)
{
	char *out = text;

	for (; *text != '\0'; text++)
		if (text[0] == '\\' && text[1] == 'x' && hex_digit(text[2]) >= 0 &&
		    hex_digit(text[3]) >= 0) {
			*out++ = (char)(hex_digit(text[2]) << 4 | hex_digit(text[3]));
			text += 3;
		} else {
			*out++ = *text;
		}
	*out = '\0';
}

static void do_add(char *rest)
{
	const char *id = next_word(&rest);
	char *name = rest_of(&rest);

	unescape(name);
	add_reader(id, name);
}

static void do_readers(char *rest)
{
	unsigned long count = number_of(next_word(&rest), 10);

	for (unsigned long i = 0; i < count; i++) {
		char id[FAKE_ID_SIZE], name[FAKE_NAME_SIZE];

		snprintf(id, sizeof id, "r%lu", i);
		snprintf(name, sizeof name, "Fake Reader %03lu", i);
		add_reader(id, name);
	}
}

static void forget_answers(struct fake_reader *reader)
{
	for (size_t i = 0; i < reader->answer_count; i++)
		free(reader->answers[i].bytes);
	reader->answer_count = 0;
}

static void do_unplug(char *rest)
{
	struct fake_reader *reader = reader_of(&rest);
	size_t at = 0;

	while (fake.readers[at] != reader)
		at++;
	fake.reader_count--;
	memmove(fake.readers + at, fake.readers + at + 1,
	        (fake.reader_count - at) * sizeof fake.readers[0]);
	forget_answers(reader);
	free(reader);
	readers_changed();
}

static void take_out(struct fake_reader *reader)
{
	if (!reader->present)
		fake_abort("control: %s: there is no card", current);
	reader->present = reader->mute = false;
	reader->atr_length = 0;
	reader->counter++;
	reader->inserted++;
}

static void put_in(struct fake_reader *reader, char *rest)
{
	if (reader->present)
		fake_abort("control: %s: there is a card", current);
	reader->atr_length = bytes_of(next_word(&rest), reader->atr, sizeof reader->atr);
	const char *offers = next_word(&rest);
	reader->protocols = strcmp(offers, "T01") == 0 ? 3 : strcmp(offers, "T1") == 0 ? 2 : 1;
	reader->present = true;
	reader->counter++;
	reader->inserted++;
}

static void do_insert(char *rest)
{
	struct fake_reader *reader = reader_of(&rest);

	put_in(reader, rest);
}

static void do_mute(char *rest)
{
	struct fake_reader *reader = reader_of(&rest);

	if (reader->present)
		fake_abort("control: %s: there is a card", current);
	reader->present = reader->mute = true;
	reader->counter++;
	reader->inserted++;
}

static void do_remove(char *rest)
{
	take_out(reader_of(&rest));
}

static void do_swap(char *rest)
{
	struct fake_reader *reader = reader_of(&rest);

	take_out(reader);
	put_in(reader, rest);
}

static void do_counter(char *rest)
{
	struct fake_reader *reader = reader_of(&rest);

	reader->counter = (uint16_t)number_of(next_word(&rest), 16);
}

static void do_state(char *rest)
{
	struct fake_reader *reader = reader_of(&rest);

	reader->bits = (uint32_t)number_of(next_word(&rest), 16);
}

static void do_claim(char *rest)
{
	struct fake_reader *reader = reader_of(&rest);

	reader->claims = true;
	reader->claimed = number_of(next_word(&rest), 10);
}

static void do_list(char *rest)
{
	const char *word = next_word(&rest);

	fake.list_length = strcmp(word, "-") == 0 ? 0 : bytes_of(word, fake.list, sizeof fake.list);
}

static void do_hold(char *rest)
{
	reader_of(&rest)->held = true;
}

static void do_let(char *rest)
{
	reader_of(&rest)->held = false;
}

static void do_reset(char *rest)
{
	struct fake_reader *reader = reader_of(&rest);
	const char *atr = next_word(&rest);

	reader->resets++;
	if (*atr != '\0')
		reader->atr_length = bytes_of(atr, reader->atr, sizeof reader->atr);
}

static void take_response(struct fake_answer *answer, char *rest)
{
	char *text = rest_of(&rest);

	free(answer->bytes);
	answer->bytes = NULL;
	answer->kind = ANSWER_BYTES;
	answer->count = 0;
	if (strcmp(text, "echo") == 0) {
		answer->kind = ANSWER_ECHO;
	} else if (strncmp(text, "length ", 7) == 0) {
		answer->kind = ANSWER_LENGTH;
		answer->count = number_of(text + 7, 10);
		if (answer->count > FAKE_DATA_MAX)
			fake_abort("control: %s: 65536 bytes at most", current);
	} else if (strcmp(text, "none") != 0) {
		answer->bytes = malloc(FAKE_RESPONSE_MAX);
		if (answer->bytes == NULL)
			fake_abort("out of memory");
		answer->count = bytes_of(text, answer->bytes, FAKE_RESPONSE_MAX);
	}
}

static struct fake_answer *answer_for(struct fake_reader *reader, const struct fake_answer *like)
{
	for (size_t i = 0; i < reader->answer_count; i++) {
		struct fake_answer *answer = &reader->answers[i];

		if (answer->purpose == like->purpose && answer->code == like->code &&
		    answer->prefix_length == like->prefix_length &&
		    memcmp(answer->prefix, like->prefix, like->prefix_length) == 0)
			return answer;
	}
	if (reader->answer_count == FAKE_ANSWERS_MAX)
		fake_abort("control: %s: too many answers", current);
	reader->answers[reader->answer_count] = *like;
	return &reader->answers[reader->answer_count++];
}

static void do_answer(char *rest)
{
	struct fake_reader *reader = reader_of(&rest);
	struct fake_answer like = {.purpose = FOR_COMMAND};
	const char *prefix = next_word(&rest);

	if (strcmp(prefix, "*") != 0)
		like.prefix_length = bytes_of(prefix, like.prefix, sizeof like.prefix);
	take_response(answer_for(reader, &like), rest);
}

static void do_control(char *rest)
{
	struct fake_reader *reader = reader_of(&rest);
	struct fake_answer like = {.purpose = FOR_CONTROL};

	like.code = (uint32_t)number_of(next_word(&rest), 16);
	take_response(answer_for(reader, &like), rest);
}

static void do_attrib(char *rest)
{
	struct fake_reader *reader = reader_of(&rest);
	struct fake_answer like = {.purpose = FOR_ATTRIB};

	like.code = (uint32_t)number_of(next_word(&rest), 16);
	take_response(answer_for(reader, &like), rest);
}

static void do_pnp(char *rest)
{
	static const char *const names[] = {"old", "counter", "unknown", "error"};
	const char *word = next_word(&rest);

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(word, names[i]) == 0) {
			fake.pnp = (enum fake_pnp)i;
			return;
		}
	fake_abort("control: %s: not old, counter, unknown or error", current);
}

static void do_older(char *rest)
{
	const char *word = next_word(&rest);

	fake.older = strcmp(word, "yes") == 0;
	if (!fake.older && strcmp(word, "no") != 0)
		fake_abort("control: %s: not yes or no", current);
}

static void do_counters(char *rest)
{
	const char *word = next_word(&rest);

	fake.uncounted = strcmp(word, "off") == 0;
	if (!fake.uncounted && strcmp(word, "on") != 0)
		fake_abort("control: %s: not on or off", current);
}

static void do_limit(char *rest)
{
	fake.most_states = (unsigned)number_of(next_word(&rest), 10);
}

static void do_service(char *rest)
{
	const char *word = next_word(&rest);

	fake.up = strcmp(word, "start") == 0;
	if (!fake.up)
		fake.lives++;
	for (size_t i = 0; fake.up && i < fake.reader_count; i++)
		fake.readers[i]->counter = 0; /* a service that has just started has counted
		                               * nothing */
	if (!fake.up && strcmp(word, "stop") != 0)
		fake_abort("control: %s: not stop or start", current);
}

static void do_protocol(char *rest)
{
	for (size_t i = 0; i < 2; i++)
		fake.protocol[i] = (int32_t)number_of(next_word(&rest), 10);
}

static void do_deny(char *rest)
{
	(void)rest;
	fake.denies = true;
}

static void do_fail(char *rest)
{
	struct fake_plan *plan = &fake.plans[call_of(next_word(&rest))];

	plan->fail_code = (uint32_t)number_of(next_word(&rest), 16);
	plan->fails = plan->fail_code != 0;
	plan->fail_after = number_or(&rest, 0);
	plan->fail_times = number_or(&rest, 0);
}

static void do_hang(char *rest)
{
	struct fake_plan *plan = &fake.plans[call_of(next_word(&rest))];

	plan->hangs = true;
	plan->hang_after = number_or(&rest, 0);
}

static void do_release(char *rest)
{
	fake.plans[call_of(next_word(&rest))].hangs = false;
}

static void do_delay(char *rest)
{
	struct fake_plan *plan = &fake.plans[call_of(next_word(&rest))];

	plan->delay_ms = (unsigned)number_of(next_word(&rest), 10);
}

static void do_on(char *rest)
{
	enum fake_call call = call_of(next_word(&rest));
	unsigned long count = number_of(next_word(&rest), 10);

	for (size_t i = 0; i < PLANNED_MAX; i++)
		if (planned[i].line == NULL) {
			planned[i] = (struct planned){.call = call,
			                              .at = fake.plans[call].seen + count,
			                              .line = strdup(rest_of(&rest))};
			return;
		}
	fake_abort("control: %s: too many lines are planned", current);
}

static void do_directory(char *rest)
{
	const char *path = rest_of(&rest);

	if (mkdir(path, 0755) != 0)
		fake_abort("control: %s: %s", current, strerror(errno));
}

static const struct {
	const char *word;
	void (*run)(char *rest);
} words[] = {
	{"add", do_add},
	{"readers", do_readers},
	{"unplug", do_unplug},
	{"insert", do_insert},
	{"mute", do_mute},
	{"remove", do_remove},
	{"swap", do_swap},
	{"counter", do_counter},
	{"state", do_state},
	{"hold", do_hold},
	{"let", do_let},
	{"reset", do_reset},
	{"answer", do_answer},
	{"control", do_control},
	{"attrib", do_attrib},
	{"pnp", do_pnp},
	{"limit", do_limit},
	{"service", do_service},
	{"fail", do_fail},
	{"hang", do_hang},
	{"release", do_release},
	{"delay", do_delay},
	{"on", do_on},
	{"directory", do_directory},
	{"claim", do_claim},
	{"list", do_list},
	{"older", do_older},
	{"counters", do_counters},
	{"protocol", do_protocol},
	{"deny", do_deny},
};

void fake_control(const char *line)
{
	static char copy[LINE_SIZE];
	const char *outer = current;
	char *rest = copy;

	if (strlen(line) >= sizeof copy)
		fake_abort("control: a line is too long");
	strcpy(copy, line);
	const char *word = next_word(&rest);
	if (*word == '\0' || *word == '#')
		return;
	current = line;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(word, words[i].word) == 0) {
			words[i].run(rest);
			fake_log("ok %s", line);
			pthread_cond_broadcast(&fake.changed);
			current = outer;
			return;
		}
	fake_abort("control: %s: unknown", line);
}

void fake_run_planned(enum fake_call call)
{
	for (size_t i = 0; i < PLANNED_MAX; i++)
		if (planned[i].line != NULL && planned[i].call == call &&
		    planned[i].at == fake.plans[call].seen) {
			char *line = planned[i].line;

			planned[i].line = NULL;
			fake_control(line);
			free(line);
		}
}
