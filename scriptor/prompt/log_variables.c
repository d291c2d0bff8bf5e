#include "scriptor/prompt/log_variables.h"

#include "apdu/secret.h"
#include "script/parse/token.h"
#include "script/value.h"

static struct span take_name(struct span text)
{
	size_t n = 0;

	while (n < text.length && is_word(text.text[n]))
		n++;
	return (struct span){text.text, n};
}

/* Returns what follows "set NAME" in the line; a span without text if it sets another variable, or
 * none. */
static struct span value_of(const struct line *line, struct span name)
{
	struct tokens tokens = tokens_start(line);

	if (!token_is(tokens_word(&tokens), "set") || !span_equal(tokens_word(&tokens), name))
		return (struct span){NULL, 0};
	return (struct span){tokens.text + tokens.at, tokens.length - tokens.at};
}

/* Takes the next logical line off rest. Returns its physical lines; a span without text at the end,
 * or, with rest unchanged, if out of memory. */
static struct span take_line(struct line *line, struct span *rest)
{
	enum line_result result = LINE_MORE;
	struct span after = *rest, next, whole = {NULL, 0};

	while (result == LINE_MORE && span_line(&after, &next))
		result = line_add(line, next.text, next.length, 1);
	if (result == LINE_READY)
		whole = (struct span){rest->text, (size_t)(after.text - rest->text)};
	*rest = result == LINE_NO_MEMORY ? *rest : after;
	return whole;
}

/* Adds the log without the values of the variable to out, and those values to removed. Returns
 * false if out of memory. */
static bool split(const struct text *log, struct span name, size_t count, struct text *out,
                  struct text *removed)
{
	struct span rest = {log->data, log->length}, whole;
	struct line line = {0};

	while ((whole = take_line(&line, &rest)).text != NULL) {
		struct span value = value_of(&line, name);

		if (value.text == NULL) {
			text_add(out, whole.text, whole.length);
			continue;
		}
		text_add(removed, value.text, value.length);
		text_printf(out, "pin %.*s hex \"%zu byte%s\"\n", (int)name.length, name.text,
		            count, count == 1 ? "" : "s");
	}
	line_free(&line);
	return rest.length == 0 && !out->failed && !removed->failed;
}

static void hide(struct text *log, const struct variables *variables, struct span name)
{
	const struct text *value = variables_find(variables, name);
	struct text out = {0}, removed = {0};

	if (!split(log, name, value != NULL ? value->length : 0, &out, &removed)) {
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
