#include "pcsc_scan/doctor/doctor.h"

#include "base/escape.h"
#include "pcsc_scan/doctor/doctor_checks.h"
#include "render/json.h"
#include "render/paragraph.h"
#include "sys/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	CHECK_AT = 9, /* columns */
	TEXT_AT = 22,
	NARROW = 50,
};

static const struct {
	const char *word; /* in JSON */
	const char *mark; /* in text */
	enum role role;
} states[] = {
	[FINDING_NONE] = {"none", "-", ROLE_DIM},
	[FINDING_OK] = {"ok", "ok", ROLE_GOOD},
	[FINDING_FOUND] = {"found", "found", ROLE_ERROR},
	[FINDING_UNKNOWN] = {"unknown", "unknown", ROLE_WARNING},
};

struct doctor {
	struct layout layout;
	struct json *json; /* NULL: text */
};

static void put_safe(const char *text)
{
	char safe[4 * sizeof((struct finding *)0)->text + 1];

	escape_terminal(safe, sizeof safe, text, strlen(text));
	fputs(safe, stdout);
}

static void put_key(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	if (text[0] == '\0')
		json_put_null(json);
	else
		json_put_text(json, text, strlen(text));
}

static void put_json(struct json *json, const char *check, const struct finding *finding)
{
	json_begin_object(json);
	json_key(json, "schema");
	json_put_integer(json, 1);
	put_key(json, "check", check);
	put_key(json, "state", states[finding->state].word);
	put_key(json, "text", finding->text);
	put_key(json, "command", finding->command);
	json_key(json, "as_root");
	json_put_bool(json, finding->as_root);
	json_key(json, "on_host");
	json_put_bool(json, finding->on_host);
	json_end(json);
	json_write(json, stdout);
}

static void put_check(const struct doctor *doctor, const char *check, const struct finding *finding)
{
	enum role role = states[finding->state].role;
	struct paragraph line;

	if (doctor->json != NULL) {
		put_json(doctor->json, check, finding);
		return;
	}
	paragraph_start(&line, stdout, &doctor->layout, 0);
	paragraph_string(&line, role, states[finding->state].mark);
	paragraph_to_column(&line, CHECK_AT, CHECK_AT);
	paragraph_string(&line, ROLE_PLAIN, check);
	paragraph_to_column(&line, TEXT_AT, doctor->layout.width < NARROW ? CHECK_AT : TEXT_AT);
	paragraph_phrase(&line, ROLE_PLAIN, finding->text);
	paragraph_end(&line);
}

static void put_verdict(const struct doctor *doctor, const struct finding *verdict)
{
	struct paragraph line;

	if (doctor->json != NULL) {
		put_json(doctor->json, "verdict", verdict);
		return;
	}
	fputc('\n', stdout);
	paragraph_start(&line, stdout, &doctor->layout, 0);
	paragraph_phrase(&line, ROLE_PLAIN, verdict->text);
	paragraph_end(&line);
	if (verdict->command[0] == '\0')
		return;
	printf("Now run%s%s: ", verdict->as_root ? ", as root" : "",
	       verdict->on_host ? ", on the host" : "");
	put_safe(verdict->command); /* not wrapped, so that it can be copied */
	fputc('\n', stdout);
}

/* If --reader matches no reader, the status is STATUS_TROUBLE; if it matches several, STATUS_INPUT;
 * for any other problem found, STATUS_NO. */
static enum status status_of(const struct facts *facts, const struct finding *verdict)
{
	if (verdict->state != FINDING_FOUND)
		return STATUS_YES;
	if (facts->reader != NULL && facts_service_works(facts) && facts->matches != 1)
		return facts->matches == 0 ? STATUS_TROUBLE : STATUS_INPUT;
	return STATUS_NO;
}

/* Runs the checks from the lowest layer up: the first problem found may cause later ones. */
static enum status examine(const struct doctor *doctor, const struct facts *facts)
{
	struct finding verdict = {0};

	for (const struct doctor_check *check = doctor_checks; check->name != NULL; check++) {
		struct finding finding = {0};

		check->run(facts, &finding);
		put_check(doctor, check->name, &finding);
		if (finding.state == FINDING_FOUND && verdict.state != FINDING_FOUND)
			verdict = finding;
	}
	if (verdict.state != FINDING_FOUND) {
		finding_is(&verdict, FINDING_OK,
		           "All is well: there is a reader with a card, and the card responds.");
		finding_command(&verdict, "pcsc_scan -c");
	}
	put_verdict(doctor, &verdict);
	return status_of(facts, &verdict);
}

int doctor_run(const struct scan_options *options)
{
	struct doctor doctor = {
		.layout = {.palette = term_palette(options->common.color, STDOUT_FILENO),
	                   .width = term_width(STDOUT_FILENO)}};
	enum status status = STATUS_TROUBLE;
	struct facts facts = {0};

	if (options->common.json)
		doctor.json = json_new();
	if ((options->common.json && doctor.json == NULL) ||
	    !facts_gather(&facts, options_root_of(&options->common), options->filter.reader.wanted))
		memory_ran_out();
	else
		status = examine(&doctor, &facts);
	(void)memory_sufficed(json_is_whole(doctor.json));
	facts_free(&facts);
	json_free(&doctor.json);
	return (int)status;
}
