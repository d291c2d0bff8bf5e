/* "atr_parser --cgi" as a separate program, with only what the pages need: a web server starts it
 * for each request. */
#include "atr_parser/page/cgi.h"

#include "sys/output.h"

int main(void)
{
	output_start();
	return output_end((int)cgi_answer());
}
