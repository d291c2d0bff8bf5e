#include "scriptor/prompt/prompt_complete.h"

#include "base/bytes.h"
#include "names/aid.h"
#include "apdu/ins.h"
#include "script/complete.h"
#include "script/keywords.h"
#include "sys/pcsc/reader.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool begins(const char *text, struct span word)
{
	return strncasecmp(text, word.text, word.length) == 0;
}

static bool offer_keyword(struct prompt_choices *choices, struct span word,
                          const struct keyword *keyword)
{
	if (!begins(keyword->name, word))
		return false;
	prompt_offer_noted(choices, word.length, keyword->name, keyword->help,
	                   *keyword->syntax != '\0');
	return true;
}

static bool offer_keywords(struct prompt_choices *choices, struct span word)
{
	bool any = false;

	for (size_t i = 0; i < keyword_count; i++)
		any = offer_keyword(choices, word, &keywords[i]) || any;
	return any;
}

/* Offers the INS bytes, after head, of the instructions whose names begin with the word. */
static void offer_instructions(struct prompt_choices *choices, struct span word, uint8_t cla,
                               const char *head)
{
	const struct ins_row *rows = ins_table;
	size_t count = ins_row_count;
	bool whole = false; /* the word is a full name: SELECT does not offer SELECT DATA */
	struct span name = word;

	while (name.length > 0 && is_space(name.text[name.length - 1]))
		name.length--;
	for (size_t i = 0; i < count; i++)
		whole = whole || (rows[i].group == ins_group(cla) && token_is(name, rows[i].name));
	for (size_t i = 0; word.length > 0 && i < count; i++) {
		char text[8];

		if (rows[i].group != ins_group(cla) ||
		    !(whole ? token_is(name, rows[i].name) : begins(rows[i].name, word)))
			continue;
		snprintf(text, sizeof text, "%s%02X", head, rows[i].ins);
		prompt_offer_noted(choices, word.length, text, rows[i].name, true);
	}
}

/* Offers an AID; after a header it is preceded by Lc, unless the user must complete the AID. */
static void offer_application(struct prompt_choices *choices, const struct completion *found,
                              const struct aid_row *row)
{
	bool whole = row->match != AID_RID;
	char text[2 * 17 + 2];

	snprintf(text, sizeof text, "%02X %s", (unsigned)(strlen(row->hex) / 2), row->hex);
	prompt_offer_noted(choices, found->word.length,
	                   text + (found->needs_lc && whole ? 0 : strlen("LL ")), row->name, whole);
}

static void offer_applications(struct prompt_choices *choices, const struct completion *found)
{
	struct span word = found->word;
	char *text = strndup(word.text, word.length);
	const struct aid_row *row;
	size_t next = 0;

	while (text != NULL && (row = aid_by_name(text, &next)) != NULL)
		offer_application(choices, found, row);
	free(text);
}

static void offer_variables(const struct dialog *dialog, struct prompt_choices *choices,
                            struct span word)
{
	const struct variables *variables = &dialog->run->variables;

	for (size_t i = 0; i < variables->count; i++)
		if (strncmp(variables->list[i].name, word.text, word.length) == 0)
			prompt_offer(choices, word.length, variables->list[i].name);
}

/* Offers a name, in quotes if it contains blanks. */
static void offer_quoted(struct prompt_choices *choices, const struct completion *found,
                         const char *text, bool ends)
{
	bool quotes = found->quoted || strpbrk(text, " \t#()[]{}<") != NULL;
	struct text row = {0};

	if (strpbrk(text, "\"\\") != NULL)
		return; /* a file name that quotes alone do not protect */
	text_printf(&row, "%s%s%s", quotes && !found->quoted ? "\"" : "", text,
	            quotes && ends ? "\"" : "");
	if (!row.failed)
		prompt_offer_noted(choices, found->word.length, row.data, NULL, ends);
	text_free(&row);
}

static void offer_readers(const struct dialog *dialog, struct prompt_choices *choices,
                          const struct completion *found)
{
	char *wanted = strndup(found->word.text, found->word.length);

	for (size_t i = 0; wanted != NULL && i < dialog->count; i++)
		if (*wanted == '\0' || reader_is_meant(wanted, i, dialog->states[i].name))
			offer_quoted(choices, found, dialog->states[i].name, true);
	free(wanted);
}

static void offer_files(struct prompt_choices *choices, const struct completion *found)
{
	struct text pattern = {0};
	glob_t files;

	for (size_t i = 0; i < found->word.length; i++) {
		if (strchr("*?[]\\", found->word.text[i]) != NULL)
			text_puts(&pattern, "\\");
		text_add(&pattern, found->word.text + i, 1);
	}
	text_puts(&pattern, "*");
	if (!pattern.failed && glob(pattern.data, GLOB_MARK, NULL, &files) == 0) {
		for (size_t i = 0; i < files.gl_pathc; i++) {
			const char *path = files.gl_pathv[i];

			offer_quoted(choices, found, path, path[strlen(path) - 1] != '/');
		}
		globfree(&files);
	}
	text_free(&pattern);
}

static void offer_choices(struct prompt_choices *choices, const struct completion *found)
{
	struct span choice;
	char text[32];

	for (size_t at = 0; complete_choice(found->keyword->syntax, &at, &choice);) {
		snprintf(text, sizeof text, "%.*s", (int)choice.length, choice.text);
		if (begins(text, found->word))
			prompt_offer(choices, found->word.length, text);
	}
}

void prompt_complete(void *self, const char *line, size_t length, struct prompt_choices *choices)
{
	struct dialog *dialog = self;
	struct completion found = complete_find(line, length);

	switch (found.kind) {
	case COMPLETE_NOTHING:
		break;
	case COMPLETE_COMMAND:
		if (!offer_keywords(choices, found.word))
			offer_instructions(choices, found.word, 0x00, "00 ");
		break;
	case COMPLETE_KEYWORD:
		offer_keywords(choices, found.word);
		break;
	case COMPLETE_VARIABLE:
		offer_variables(dialog, choices, found.word);
		break;
	case COMPLETE_FILE:
		offer_files(choices, &found);
		break;
	case COMPLETE_READER:
		offer_readers(dialog, choices, &found);
		break;
	case COMPLETE_CHOICE:
		offer_choices(choices, &found);
		break;
	case COMPLETE_INS:
		offer_instructions(choices, found.word, found.cla, "");
		break;
	case COMPLETE_AID:
		offer_applications(choices, &found);
		break;
	}
}
