#include "apdu/describe_apdu.h"

#include "apdu/command.h"
#include "apdu/describe_command_data.h"
#include "apdu/describe_response_data.h"
#include "apdu/parameters.h"
#include "apdu/secret.h"
#include "names/sw.h"

#include <stdio.h>
#include <string.h>

static node_id add_field(struct tree *tree, node_id parent, size_t offset, size_t length,
                         const char *name, const char *text)
{
	node_id field = tree_add(tree, parent, NODE_FIELD, ROLE_PLAIN, name, text);

	tree_bytes(tree, field, offset, length);
	return field;
}

/* Adds "GET STATUS (GlobalPlatform) or STATUS (UICC)", "perhaps FETCH (UICC)" or "unknown
 * instruction". */
static void put_names(struct words *words, const struct command *c)
{
	for (size_t i = 0; i < c->names.count; i++) {
		const struct ins_row *row = c->names.rows[i];

		words_put(words, i > 0 ? " or " : c->names.guessed ? "perhaps " : "");
		words_put(words, row->name);
		if ((c->names.count > 1 || c->names.guessed) && row->family != FAMILY_NONE)
			words_add(words, " (%s)", family_name(row->family));
	}
	if (c->names.count == 0)
		words_put(words, "unknown instruction");
	if (c->names.would_be)
		words_put(words, " by ISO/IEC 7816-4, but the class is proprietary");
}

/* Describes the error in the lengths; without numbers if Lc may be part of a secret. */
static void put_error(struct words *words, const struct command *c, struct secret secret)
{
	char text[100];

	if (secret_hides_lengths(secret)) {
		words_put(words, "Lc, data and Le do not match");
		return;
	}
	apdu_error_text(&c->apdu, text, sizeof text);
	words_put(words, text);
}

/* Returns the command as it may be described: if it contains a secret, only its header. */
static struct command known_of(const struct command *c, struct secret secret,
                               const struct apdu_context *context)
{
	if (secret.length == 0)
		return *c;
	struct command known = command_read(c->bytes, c->length < 4 ? c->length : 4, context);
	known.apdu.kind = APDU_INVALID; /* avoids a description as a command without data */
	return known;
}

static void put_line(struct words *words, const struct command *c, struct secret secret,
                     const struct apdu_context *context)
{
	const struct command known = known_of(c, secret, context);
	struct parameters parameters = {0};

	if (c->length < 4) {
		words_put(words, "not a command: CLA INS P1 P2 are incomplete");
		return;
	}
	put_names(words, &known);
	parameters_describe(&parameters, &known);
	words_put(words, parameters.brief.text);
	if (c->cla.kind == CLA_FIRST || c->cla.kind == CLA_FURTHER) {
		if (c->cla.channel > 0)
			words_add(words, ", channel %u", c->cla.channel);
		words_put(words, c->cla.chaining ? ", more commands of the chain follow" : "");
		words_put(words,
		          c->cla.security != CLA_NO_SECURITY ? ", with secure messaging" : "");
	}
	if (c->apdu.kind == APDU_INVALID) {
		words_put(words, "; ");
		put_error(words, c, secret);
	}
}

static void add_instruction(struct tree *tree, node_id section, const struct command *c)
{
	struct words words = {0};
	node_id field;

	put_names(&words, c);
	field = add_field(tree, section, 1, 1, "INS", words.text);
	for (size_t i = 0; i < c->names.count; i++)
		tree_add(tree, field, NODE_DETAIL, ROLE_DIM, "source", c->names.rows[i]->source);
	/* some cards for T=1 alone use them */
	if (ins_is_invalid(c->bytes[0], c->bytes[1]) && (c->names.count == 0 || c->names.would_be))
		tree_add(tree, field, NODE_PROBLEM, ROLE_WARNING, "ins-invalid",
		         "6X and 9X are not instructions: with T=0 they would be procedure bytes");
}

static void add_header(struct tree *tree, node_id section, const struct command *c)
{
	struct parameters parameters = {0};
	struct words cla = {0};
	node_id field;

	if (c->length < 1)
		return;
	cla_text(&cla, c->bytes[0]);
	field = add_field(tree, section, 0, 1, "CLA", cla.text);
	cla_details(tree, field, c->bytes[0]);
	if (c->length < 2)
		return;
	add_instruction(tree, section, c);
	parameters_describe(&parameters, c);
	if (parameters.together) {
		add_field(tree, section, 2, 2, "P1 P2", parameters.p1.text);
		return;
	}
	if (c->length > 2)
		add_field(tree, section, 2, 1, "P1", parameters.p1.text);
	if (c->length > 3)
		add_field(tree, section, 3, 1, "P2", parameters.p2.text);
}

static void add_le(struct tree *tree, node_id section, const struct command *c, size_t at,
                   struct secret secret)
{
	char text[64];

	(void)snprintf(text, sizeof text, "at most %zu byte%s expected", c->apdu.ne,
	               c->apdu.ne == 1 ? "" : "s");
	add_field(tree, section, at, c->length - at, "Le",
	          secret_has(secret, at) ? "possibly secret" : text);
}

/* Adds Lc, data and Le of a command whose lengths are consistent. */
static void add_body(struct tree *tree, node_id section, const struct command *c,
                     struct secret secret)
{
	const struct apdu *apdu = &c->apdu;
	size_t end = apdu->nc > 0 ? apdu->data_at + apdu->nc : 4;
	char text[64];

	if (apdu->nc > 0) {
		const struct data data = {c->data, c->nc, apdu->data_at, secret.length > 0};

		(void)snprintf(text, sizeof text, "%zu byte%s of data", apdu->nc,
		               apdu->nc == 1 ? "" : "s");
		add_field(tree, section, 4, apdu->data_at - 4, "Lc", text);
		describe_command_data(tree, section, c, &data);
	}
	if (c->length > end)
		add_le(tree, section, c, end, secret);
}

/* Adds the bytes after the header if the lengths do not match, or if they must not be shown. */
static void add_rest(struct tree *tree, node_id section, const struct command *c,
                     struct secret secret)
{
	struct words error = {0};
	node_id problem;

	if (c->length > 4)
		add_field(tree, section, 4, c->length - 4, "rest",
		          secret.length > 0 ? "possibly secret" : "");
	if (c->apdu.kind != APDU_INVALID)
		return;
	put_error(&error, c, secret);
	problem = tree_add(tree, section, NODE_PROBLEM, ROLE_ERROR, "apdu", error.text);
	tree_bytes(tree, problem, c->length < 4 ? c->length : 4, 0);
}

void describe_command(struct tree *tree, const uint8_t *command, size_t length,
                      const struct apdu_context *context, struct secret secret)
{
	const struct command c = command_read(command, length, context);
	struct words line = {0};
	node_id section;

	tree_start(tree);
	put_line(&line, &c, secret, context);
	section = tree_add(tree, 0, NODE_SECTION, ROLE_PLAIN, "command", line.text);
	tree_bytes(tree, section, 0, length);
	const struct command known = known_of(&c, secret, context);
	add_header(tree, section, &known);
	if (c.apdu.kind == APDU_INVALID || secret_hides_lengths(secret)) {
		add_rest(tree, section, &c, secret);
		return;
	}
	tree_add(tree, section, NODE_DETAIL, ROLE_DIM, "case", apdu_case_name(c.apdu.kind));
	add_body(tree, section, &c, secret);
}

static enum role role_of(enum sw_class class)
{
	static const enum role roles[] = {
		[SW_NORMAL] = ROLE_GOOD,      [SW_WARNING] = ROLE_WARNING,
		[SW_EXECUTION] = ROLE_ERROR,  [SW_CHECKING] = ROLE_ERROR,
		[SW_PROPRIETARY] = ROLE_INFO, [SW_INVALID] = ROLE_ERROR,
	};

	return roles[class];
}

/* Returns the command that this one continues, as far as the context has kept it. */
static struct command continued(const struct apdu_context *context)
{
	struct command c = command_read(context->header, sizeof context->header, context);

	c.asked = context->asked;
	c.frame = context->frames;
	return c;
}

/* Sets the family of a command that selects an application to the one being selected, which
 * determines the meaning of the response already. */
static void set_selected(struct command *c, const struct data *data)
{
	const uint8_t *name = c->data;
	size_t name_length = c->nc;

	if (command_is(c, INS_ISO, 0xA4, 0xFF, FAMILY_NONE) && c->apdu.p1 == 0x04 &&
	    (apdu_get_name(data->bytes, data->length, &name, &name_length) || c->nc > 0)) {
		const struct aid_row *row = aid_find(name, name_length);

		c->family = row != NULL ? row->family : FAMILY_NONE;
	}
}

/* Returns the command that the response belongs to: for a GET RESPONSE the command before it, else
 * the command itself. */
static struct command command_of(const uint8_t *command, size_t length, const struct data *data,
                                 const struct apdu_context *context)
{
	struct command c = command_read(command, length, context);

	if (c.apdu.kind != APDU_INVALID && context != NULL && context->has_header &&
	    apdu_fetches_more(context, c.apdu.cla, c.apdu.ins))
		c = continued(context);
	set_selected(&c, data);
	return c;
}

static void add_status(struct tree *tree, node_id section, const uint8_t *response, size_t length,
                       const struct sw_row *row, const char *text)
{
	node_id field = tree_add(tree, section, NODE_FIELD, role_of(row->class), "SW1 SW2", text);

	tree_bytes(tree, field, length - 2, 2);
	tree_add(tree, field, NODE_DETAIL, ROLE_DIM, "class", sw_class_name(row->class));
	tree_add(tree, field, NODE_DETAIL, ROLE_DIM, "source", row->source);
	/* ISO/IEC 7816-4, 5.1.3: an error has no response data */
	if (length > 2 && response[length - 2] >= 0x64 && response[length - 2] <= 0x6F)
		tree_add(tree, field, NODE_PROBLEM, ROLE_INFO, "data-with-error",
		         "by the standard, an error has no data");
}

void describe_response(struct tree *tree, const uint8_t *response, size_t length,
                       const uint8_t *command, size_t command_length,
                       const struct apdu_context *context)
{
	const uint16_t sw =
		(uint16_t)(length < 2 ? 0 : response[length - 2] << 8 | response[length - 1]);
	const struct data data = {response, length > 2 ? length - 2 : 0, .sw = sw};
	struct command c =
		command_of(command, command != NULL ? command_length : 0, &data, context);
	const struct sw_context known = apdu_sw_context(c.bytes, c.length, context);
	node_id section;
	char text[200];

	tree_start(tree);
	if (length < 2) {
		section = tree_add(tree, 0, NODE_SECTION, ROLE_ERROR, "response",
		                   "no status word (response too short)");
		tree_bytes(tree, section, 0, length);
		if (length > 0)
			add_field(tree, section, 0, length, "rest", "");
		return;
	}
	const struct sw_row *row = sw_find(sw, &known);
	sw_text(row, sw, text, sizeof text);
	section = tree_add(tree, 0, NODE_SECTION, role_of(row->class), "response", text);
	tree_bytes(tree, section, 0, length);
	if (data.length > 0)
		describe_response_data(tree, section, &c, &data);
	add_status(tree, section, response, length, row, text);
}

static node_id add_joined(struct tree *tree, const char *what, size_t length, size_t count)
{
	node_id section;

	tree_start(tree);
	section = tree_addf(tree, 0, NODE_SECTION, ROLE_PLAIN, what, "%zu bytes in %zu %ss", length,
	                    count, what);
	tree_bytes(tree, section, 0, length);
	return section;
}

void describe_joined_command(struct tree *tree, const struct apdu_joined *joined,
                             const struct apdu_context *context)
{
	struct command c = command_read((const uint8_t *)joined->command.bytes.data,
	                                joined->command.bytes.length, context);
	node_id section = add_joined(tree, "command", c.nc, joined->command.count);

	c.next_part = false;
	describe_command_data(tree, section, &c, &(struct data){.bytes = c.data, .length = c.nc});
}

void describe_joined_response(struct tree *tree, const struct apdu_joined *joined,
                              const struct apdu_context *context)
{
	const struct data data = {.bytes = (const uint8_t *)joined->response.bytes.data +
	                                  joined->from,
	                          .length = joined->whole - joined->from,
	                          .sw = joined->sw};
	struct command c = command_read(joined->header, sizeof joined->header, context);
	node_id section = add_joined(tree, "response", data.length, joined->response.count);

	c.asked = context->asked;
	set_selected(&c, &data);
	describe_response_data(tree, section, &c, &data);
}
