/* The members of messages that are laid out in lines, as a table, in one go over their bytes.
 *
 * What keys mean is decided in Python and comes in as a table.
 * The bytes are anybody's, written by people who would like this to fail. Every place that is read or written is
 * checked against the length of its buffer, offsets and sizes of tables where they come in; the tests run it under a
 * sanitizer.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

enum { BREAK = '\n', QUOTE = '"', BLANK = ' ', COMMA = ',', OPEN = '{', LIST = '[', END = ']' };
enum { NO_CODE = 255, NONE = -1 };  /* of a key that is in no table; no number */
#define NUMBER_MASK 0xFFFFFFFFFFFFu /* the first six of eight bytes */

/* A table that grows by rows, with up to six columns of cells of `width` bytes each. */
enum { COLUMNS = 6 };
typedef struct {
    Py_ssize_t count, room;
    size_t width[COLUMNS];
    void *column[COLUMNS];
} Table;

/* The place of a new row, -1 if there is no room for it. */
static inline Py_ssize_t new_row(Table *table)
{
    if (table->count == table->room) {
        Py_ssize_t room = 2 * table->room + 1024;
        for (int i = 0; i < COLUMNS && table->width[i]; i++) {
            void *column = PyMem_Realloc(table->column[i], (size_t)room * table->width[i]);
            if (!column)
                return -1;
            table->column[i] = column;
        }
        table->room = room;
    }
    return table->count++;
}

/* The columns of a table, as bytes. */
static PyObject *columns_of(const Table *table)
{
    int count = 0;
    while (count < COLUMNS && table->width[count])
        count++;
    PyObject *columns = PyTuple_New(count);
    for (int i = 0; columns && i < count; i++) {
        Py_ssize_t size = table->count * (Py_ssize_t)table->width[i];
        PyObject *column = PyBytes_FromStringAndSize(size ? table->column[i] : "", size);
        if (!column)
            Py_CLEAR(columns);
        else
            PyTuple_SET_ITEM(columns, i, column);
    }
    return columns;
}

static void let_go(Table *table)
{
    for (int i = 0; i < COLUMNS; i++)
        PyMem_Free(table->column[i]);
}

/* The keys of members by the first eight bytes, in a hash table of 256 rows: these bytes, the code, by code the way
 * from the quote of the key to its value. */
typedef struct {
    const uint8_t *words, *codes, *values;
    uint64_t factor;
    int lists, counted, ignored;             /* codes: whose texts may be lists, which is counted, first without rows */
    uint64_t opens, follows, mask, number; /* what stands before the quotes of members, and how much of it; a number */
} Keys;

/* Eight bytes, the first the lowest. */
static inline uint64_t word_at(const uint8_t *in)
{
    uint64_t word;
#if PY_LITTLE_ENDIAN
    memcpy(&word, in, sizeof word); /* compilers do not see that the loop below is this */
#else
    word = 0;
    for (int i = 7; i >= 0; i--)
        word = word << 8 | in[i];
#endif
    return word;
}

static inline int code_of(uint64_t word, const Keys *keys)
{
    uint64_t row = (word * keys->factor) >> 56;
    return word_at(keys->words + 8 * row) == word ? keys->codes[row] : NO_CODE;
}

/* The number of at most sixteen digits at in[at], and where it ends; NONE if there is none. */
static int64_t number_at(const uint8_t *in, Py_ssize_t at, Py_ssize_t stop, Py_ssize_t *end)
{
    int64_t number = 0;
    for (*end = at; *end < stop && in[*end] >= '0' && in[*end] <= '9'; ++*end) {
        if (*end - at == 16)
            return NONE;
        number = 10 * number + (in[*end] - '0');
    }
    return *end > at ? number : NONE;
}

/* What is known of the lines that were passed: tables, and what the next line tells. */
typedef struct {
    Table messages; /* line break before the first member, number, members that are counted */
    Table rows;     /* where the value begins and ends, message, code, first and last byte of the value */
    Table inside;   /* line breaks in texts that are lists, their rows */
    Py_ssize_t fault, open, number_end;
    int in_list;
} Seen;

/* The member of which the quote stands at `key` ends what was before it. 0 if there is no room for it. */
static inline int put_member(Seen *seen, const uint8_t *in, Py_ssize_t size, Py_ssize_t at, Py_ssize_t key,
                             const Keys *keys)
{
    Table *messages = &seen->messages, *rows = &seen->rows;
    Py_ssize_t last = at - 1 - (at > 1 && in[at - 1] == COMMA);
    if (seen->number_end >= 0 && (in[at - 1] != COMMA || seen->number_end != at - 1))
        ((int64_t *)messages->column[1])[messages->count - 1] = NONE;
    if (seen->open >= 0) {
        ((int64_t *)rows->column[1])[seen->open] = last;
        ((uint8_t *)rows->column[5])[seen->open] = in[last];
    }
    seen->number_end = seen->open = -1;
    seen->in_list = 0;

    int even = key >= 8 && size - key >= 8;
    uint64_t word = even ? word_at(in + key) : 0, before = even ? word_at(in + key - 8) & keys->mask : 0;
    int opens = before == keys->opens, is_number = (word & NUMBER_MASK) == keys->number;
    if (opens != is_number || !(opens || (before == keys->follows && messages->count))) {
        seen->fault = seen->fault < 0 ? at : seen->fault;
        return 1;
    }
    if (opens) {
        Py_ssize_t message = new_row(messages);
        if (message < 0)
            return 0;
        ((int64_t *)messages->column[0])[message] = at;
        ((int64_t *)messages->column[1])[message] = number_at(in, key + 6, size, &seen->number_end);
        ((uint8_t *)messages->column[2])[message] = 0;
        return 1;
    }
    int code = code_of(word, keys);
    if (code == keys->counted) {
        uint8_t *count = (uint8_t *)messages->column[2] + messages->count - 1;
        *count += *count < 2;
    }
    if (code >= keys->ignored && code != NO_CODE)
        return 1;
    Py_ssize_t value = key + keys->values[code], row = new_row(rows);
    if (row < 0)
        return 0;
    int whole = value - key > 3 && value < size - 1 && in[value - 3] == QUOTE;
    uint8_t first = whole ? in[value] : 0;
    ((int64_t *)rows->column[0])[row] = value;
    ((int64_t *)rows->column[1])[row] = value;
    ((int32_t *)rows->column[2])[row] = (int32_t)(messages->count - 1);
    ((uint8_t *)rows->column[3])[row] = (uint8_t)code;
    ((uint8_t *)rows->column[4])[row] = first;
    ((uint8_t *)rows->column[5])[row] = 0;
    seen->open = row;
    seen->in_list = code == keys->lists && first == LIST && in[value + 1] == BREAK;
    return 1;
}

/* The words that stand before a quote `member` bytes behind a line break; more than fits into one matches nothing. */
static void tell_before(Keys *keys, Py_ssize_t member)
{
    keys->mask = keys->number = 0;
    keys->opens = keys->follows = 1;
    for (int i = 5; i >= 0; i--)
        keys->number = keys->number << 8 | (uint8_t)"\"id\": "[i];
    if (member > 7)
        return;
    uint8_t before[8];
    memset(before, 0, sizeof before);
    memset(before + 7 - member, 0xFF, (size_t)member + 1);
    keys->mask = word_at(before);
    memset(before + 8 - member, BLANK, (size_t)member);
    before[8 - member] = BREAK;
    before[7 - member] = OPEN;
    keys->opens = word_at(before);
    before[7 - member] = COMMA;
    keys->follows = word_at(before);
}

PyDoc_STRVAR(members_doc, "members(data, start, member, end, words, codes, values, factor, lists, counted, ignored)\n"
    "-> (messages, rows, inside, fault, closings)\n\n"
    "The members that begin in ``data[start:]``, see `unlisted.sources.chats.members.Members`; tables as tuples of\n"
    "their columns. Codes from `ignored` on have no rows.");

static PyObject *members(PyObject *self, PyObject *args)
{
    Py_buffer data, words, codes, values;
    Py_ssize_t start, member, end;
    unsigned long long factor;
    Keys keys;
    PyObject *result = NULL, *closings = NULL;
    Seen seen = {
        .messages = {.width = {8, 8, 1}}, .rows = {.width = {8, 8, 4, 1, 1, 1}}, .inside = {.width = {8, 4}},
        .fault = -1, .open = -1, .number_end = -1,
    };
    if (!PyArg_ParseTuple(args, "y*nnny*y*y*Kiii", &data, &start, &member, &end, &words, &codes, &values, &factor,
                          &keys.lists, &keys.counted, &keys.ignored))
        return NULL;
    if (start < 0 || member < 1 || end < 1 || words.len != 8 * 256 || codes.len != 256 || values.len != 256) {
        PyErr_SetString(PyExc_ValueError, "offsets");
        goto done;
    }
    if (!(closings = PyList_New(0)))
        goto done;
    keys.words = words.buf, keys.codes = codes.buf, keys.values = values.buf, keys.factor = factor;
    tell_before(&keys, member);
    const uint8_t *in = data.buf, *found;
    for (Py_ssize_t at = start; at < data.len && (found = memchr(in + at, BREAK, (size_t)(data.len - at))); at++) {
        at = found - in;
        if (end < data.len - at && found[end] == END) {
            PyObject *place = PyLong_FromSsize_t(at);
            int failed = !place || PyList_Append(closings, place);
            Py_XDECREF(place);
            if (failed)
                goto done;
        }
        int room = 1;
        if (at && member < data.len - at && found[member] == QUOTE) {
            room = put_member(&seen, in, data.len, at, at + member, &keys);
        } else if (seen.in_list) {
            Py_ssize_t row = new_row(&seen.inside);
            if ((room = row >= 0)) {
                ((int64_t *)seen.inside.column[0])[row] = at;
                ((int32_t *)seen.inside.column[1])[row] = (int32_t)seen.open;
            }
        }
        if (!room) {
            PyErr_NoMemory();
            goto done;
        }
    }
    if (seen.number_end >= 0)
        ((int64_t *)seen.messages.column[1])[seen.messages.count - 1] = NONE;
    PyObject *messages = columns_of(&seen.messages), *rows = columns_of(&seen.rows), *inside = columns_of(&seen.inside);
    if (messages && rows && inside)
        result = Py_BuildValue("OOOnO", messages, rows, inside, seen.fault, closings);
    Py_XDECREF(messages);
    Py_XDECREF(rows);
    Py_XDECREF(inside);
done:
    Py_XDECREF(closings);
    let_go(&seen.messages);
    let_go(&seen.rows);
    let_go(&seen.inside);
    PyBuffer_Release(&data);
    PyBuffer_Release(&words);
    PyBuffer_Release(&codes);
    PyBuffer_Release(&values);
    return result;
}

static PyMethodDef methods[] = {
    {"members", members, METH_VARARGS, members_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_members", .m_methods = methods};

PyMODINIT_FUNC PyInit__members(void)
{
    return PyModuleDef_Init(&module);
}
