#include "scriptor/prompt/log_variables.h"

#include "apdu/secret.h"
#include "script/value.h"

#include <strings.h>

static bool is_name(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		c == '_';
}

static struct span take_name(struct span text)
{
	size_t n = 0;

	while (n < text.length && is_name(text.text[n]))
		n++;
	return (struct span){text.text, n};
}

/* Returns what follows "set NAME" in the line; a span without text if it sets another variable, or
 * none. */
static struct span value_of(struct span line, struct span name)
{
	struct span none = {NULL, 0}, word = take_name(line = span_trim(line));

	if (word.length != 3 || strncasecmp(word.text, "set", 3) != 0)
		return none;
	line = span_trim(span_from(line, word.length));
	word = take_name(line);
	return span_equal(word, name) ? span_from(line, word.length) : none;
}

static bool goes_on(struct span line)
{
	line = span_trim(line);
	return line.length > 0 && line.text[line.length - 1] == '\\';
}

/* Adds the log without the values of the variable to out, and those values to removed. */
static void split(const struct text *log, struct span name, size_t count, struct text *out,
                  struct text *removed)
{
	struct span rest = {log->data, log->length}, line;

	while (span_line(&rest, &line)) {
		struct span value = value_of(line, name);

		if (value.text == NULL) {
			text_add(out, line.text, line.length);
			text_puts(out, "\n");
			continue;
		}
		text_add(removed, value.text, value.length);
		text_printf(out, "pin %.*s hex \"%zu bytes\"\n", (int)name.length, name.text,
		            count);
		while (goes_on(line) && span_line(&rest, &line))
			text_add(removed, line.text, line.length);
	}
}

static void hide(struct text *log, const struct variables *variables, struct span name)
{
	const struct text *value = variables_find(variables, name);
	struct text out = {0}, removed = {0};

	split(log, name, value != NULL ? value->length : 0, &out, &removed);
	if (out.failed || removed.failed) {
		log->failed = true;
	} else if (removed.length > 0) {
		text_clear(log);
		text_add(log, out.data, out.length);
		/* Each level has removed a line. */
		for (size_t i = 0; i + 1 < removed.length; i++)
			if (removed.data[i] == '$')
				hide(log, variables,
				     take_name((struct span){removed.data + i + 1,
				                             removed.length - i - 1}));
	}
	text_free(&out);
	text_free(&removed);
}

static bool sends_secret(const struct script *script, const struct statement *statement,
                         const struct variables *variables, bool t0)
{
	bool control = statement->kind == STATEMENT_COMMAND, ok;
	struct value_error error;
	struct text bytes = {0};

	if (control && !statement_is(statement, KEYWORD_CONTROL))
		return false;
	ok = control ? value_items(script, statement->items, variables, &bytes, &error) :
		       value_apdu(script, statement, variables, t0, &bytes, &error);
	const uint8_t *sent = (const uint8_t *)bytes.data;
	/* If it cannot be known any more, its variables are hidden. */
	bool secret = !ok || bytes.failed ||
		(control ? secret_find_control(sent, bytes.length) :
	                   secret_find(sent, bytes.length))
				.length > 0;
	text_free(&bytes);
	return secret;
}

void log_hide_variables(struct text *log, const struct script *script,
                        const struct statement *statement, const struct variables *variables,
                        bool t0)
{
	if (log->length == 0 || !sends_secret(script, statement, variables, t0))
		return;
	for (uint32_t i = 0; i < statement->items.count; i++) {
		const struct item *item = &script->items[statement->items.at + i];

		if (item->kind == ITEM_VARIABLE)
			hide(log, variables, script_text(script, item->range));
	}
}
