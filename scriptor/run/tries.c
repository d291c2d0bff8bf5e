#include "scriptor/run/tries.h"

#include "base/array.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void tries_free(struct tries *tries)
{
	free(tries->list);
	*tries = (struct tries){0};
}

static void remove_entry(struct tries *tries, size_t at)
{
	tries->list[at] = tries->list[--tries->count];
}

/* The event counter restarts with the service, so a lower value does not show that the card was
 * removed. */
static bool is_other_card(const struct tries_entry *one, const struct tries_card *card)
{
	return card->counter > one->counter || card->card->atr_length != one->atr_length ||
		memcmp(card->card->atr, one->atr, one->atr_length) != 0;
}

void tries_connected(struct tries *tries, const struct tries_card *card)
{
	for (size_t i = tries->count; i-- > 0;)
		if (strcmp(tries->list[i].reader, card->reader) == 0 &&
		    is_other_card(&tries->list[i], card))
			remove_entry(tries, i);
}

/* An unknown application may be the same one. */
static bool is_application(const struct tries_entry *one,
                           const struct apdu_application *application)
{
	return application == NULL || one->aid_length == 0 ||
		(application->aid_length == one->aid_length &&
	         memcmp(application->aid, one->aid, one->aid_length) == 0);
}

const struct tries_entry *tries_find(const struct tries *tries, const char *reader,
                                     uint8_t reference, const struct apdu_application *application)
{
	for (size_t i = 0; i < tries->count; i++) {
		const struct tries_entry *one = &tries->list[i];

		if (one->reference == reference && strcmp(one->reader, reader) == 0 &&
		    is_application(one, application))
			return one;
	}
	return NULL;
}

void tries_drop(struct tries *tries, const char *reader, uint8_t reference,
                const struct apdu_application *application)
{
	const struct tries_entry *one;

	while ((one = tries_find(tries, reader, reference, application)) != NULL)
		remove_entry(tries, (size_t)(one - tries->list));
}

static struct tries_entry *add_entry(struct tries *tries)
{
	struct tries_entry *list =
		array_room(tries->list, tries->count, &tries->size, sizeof *list);

	if (list == NULL)
		return NULL;
	tries->list = list;
	return memset(&tries->list[tries->count++], 0, sizeof *tries->list);
}

bool tries_add(struct tries *tries, const struct tries_card *card, uint8_t reference, uint8_t left,
               const struct apdu_application *application)
{
	struct tries_entry *one = add_entry(tries);

	if (one == NULL)
		return false;
	snprintf(one->reader, sizeof one->reader, "%s", card->reader);
	one->counter = card->counter;
	one->atr_length = card->card->atr_length;
	memcpy(one->atr, card->card->atr, one->atr_length);
	if (application != NULL) {
		one->aid_length = application->aid_length;
		memcpy(one->aid, application->aid, one->aid_length);
	}
	one->reference = reference;
	one->left = left;
	return true;
}
