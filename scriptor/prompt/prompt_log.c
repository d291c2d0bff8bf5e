#include "scriptor/prompt/prompt_log.h"

#include "apdu/secret.h"
#include "script/print_masked.h"
#include "scriptor/prompt/log_variables.h"
#include "sys/memory.h"

#include <string.h>

static bool has_stars(const struct text *text)
{
	return text->data != NULL && strstr(text->data, "**") != NULL;
}

static bool is_t0(const struct run *run)
{
	return run->card != NULL && run->card->protocol == CARD_T0;
}

/* Logs an APDU with known bytes, where secret bytes are replaced by a prompt for them when the
 * script is run again. */
static bool log_with_pin(struct dialog *dialog)
{
	const struct script *script = &dialog->script;
	struct value_error error;
	struct text bytes = {0};
	bool done = false;

	if (script->count != 1 || script->statements[0].kind == STATEMENT_COMMAND ||
	    !value_apdu(script, &script->statements[0], &dialog->run->variables, is_t0(dialog->run),
	                &bytes, &error))
		goto out;
	const uint8_t *command = (const uint8_t *)bytes.data;
	struct secret secret = secret_find(command, bytes.length);
	done = secret.length == 0;
	if (done) {
		text_add(&dialog->log, dialog->entered.data, dialog->entered.length);
		goto out;
	}
	size_t end = secret.at + secret.length;
	text_printf(&dialog->log, "pin secret%u hex \"%zu byte%s\"\n", ++dialog->secrets,
	            secret.length, secret.length == 1 ? "" : "s");
	text_hex(&dialog->log, command, secret.at, ' ');
	text_printf(&dialog->log, " $secret%u%s", dialog->secrets, end < bytes.length ? " " : "");
	text_hex(&dialog->log, command + end, bytes.length - end, ' ');
	text_puts(&dialog->log, "\n");
	done = true;
out:
	text_free(&bytes);
	return done;
}

/* Logs each line as a comment. */
static void log_commented(struct dialog *dialog, const struct text *lines)
{
	const char *at = lines->data;

	text_puts(&dialog->log, "# secret bytes (**) are not saved:\n");
	while (*at != '\0') {
		size_t n = strcspn(at, "\n");

		text_puts(&dialog->log, "# ");
		text_add(&dialog->log, at, n);
		text_puts(&dialog->log, "\n");
		at += n + (at[n] != '\0');
	}
}

static void keep_history(struct dialog *dialog, const struct text *lines)
{
	const char *at = lines->data;

	while (dialog->history != NULL && at != NULL && *at != '\0') {
		size_t n = strcspn(at, "\n");

		history_add(dialog->history, at, n);
		at += n + (at[n] != '\0');
	}
}

void prompt_log(struct dialog *dialog)
{
	const struct script *script = &dialog->script;
	const struct text *entered = &dialog->entered;
	struct text masked = {0};

	if (script->count == 0)
		return;
	print_masked_text(&masked, script, entered->data, entered->length);
	if (memory_sufficed(!masked.failed))
		keep_history(dialog, &masked);
	for (size_t i = 0; i < script->count; i++)
		log_hide_variables(&dialog->log, script, &script->statements[i],
		                   &dialog->run->variables, is_t0(dialog->run));
	bool sets = script->count == 1 && statement_is(&script->statements[0], KEYWORD_SET);
	if (sets || !has_stars(&masked))
		text_add(&dialog->log, entered->data, entered->length);
	else if (!log_with_pin(dialog))
		log_commented(dialog, &masked);
	text_free(&masked);
}

void prompt_log_load(struct dialog *dialog, const char *path)
{
	text_printf(&dialog->log, "include \"%s\"\n", path);
}
