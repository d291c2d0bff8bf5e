/* What all pages have around what they show: head, style, navigation, form. */
#ifndef RENDER_HTML_HTML_PAGE_H
#define RENDER_HTML_HTML_PAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>
#include <stdio.h>

/* Where links lead: each is written behind base; NULL: there is no such page. */
struct html_site {
	const char *base; /* percent-encoded */
	const char *home, *search, *statistics, *about;
	const char *atr, *atr_end; /* around the ATR in hex: the page of an ATR */
	const char *json;          /* before the ATR in hex: its JSON */
	const char *style;         /* NULL: within each page */
	const char *script;        /* of the search */
	bool forms;                /* home and search take the parameters of a form */
};

/* Pages that stand alone, one file each. */
extern const struct html_site html_alone;

/* What is within <style>, in parts, ended by NULL; and a value of Content-Security-Policy that
 * permits it and nothing else. */
extern const char *const html_style[];
extern const char html_policy[];
void html_put_style(FILE *out);

/* A page to the start of its content; title is from anywhere. The form has what was asked for
 * before. */
void html_begin(FILE *out, const struct html_site *site, const char *title, const char *asked);
void html_end(FILE *out, const struct html_site *site);

/* The start of a link, to be ended by "</a>": to a page of the site, with what stands behind its
 * name; the part is percent-encoded here. */
void html_open_link(FILE *out, const struct html_site *site, const char *page, const char *part,
                    const char *end);
/* Does the same for the page of an ATR. */
void html_open_atr_link(FILE *out, const struct html_site *site, const uint8_t *bytes,
                        size_t length);

/* A text to be copied, under a heading. */
void html_copy_begin(FILE *out, const char *title);
void html_copy_end(FILE *out);

#endif
