/* The innermost loops of the quick scan: what is done a byte at a time. NumPy does it several times more slowly, because
 * each of its steps goes over all bytes once more.
 *
 * What letters, keys and members mean is decided in Python and comes in as tables. The bytes are anybody's, written by
 * people who would like this to fail: every place that is read or written is checked against the length of its buffer,
 * offsets and the sizes of tables where they come in, and the tests run all of this under a sanitizer.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

enum { BREAK = '\n', QUOTE = '"', BACKSLASH = '\\', BLANK = ' ', COMMA = ',', OPEN = '{', LIST = '[', END = ']' };
enum { TABLE = 0x20000, BOUNDARY = 255 }; /* code points with a class of their own; the class that is never dropped */
enum { FLAG_A = 0x1F1E6, FLAGS = 26 };    /* letters of which flags are made */
enum { WORD = 5, APART = 4 };             /* so many of them, at most so many code points apart, spell a word */
enum { NO_CODE = 255, NONE = -1 };        /* of a key that is in no table; no number */
#define NUMBER_MASK 0xFFFFFFFFFFFFu       /* the first six of eight bytes */

/* The code point at in[0], with its number of bytes; 0 if there is none. As strict as Python's own decoder. */
static int decoded(const uint8_t *in, Py_ssize_t left, uint32_t *point)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    int width = in[0] < 0xC2 ? 0 : in[0] < 0xE0 ? 2 : in[0] < 0xF0 ? 3 : in[0] < 0xF5 ? 4 : 0;
    if (!width || width > left)
        return 0;
    uint32_t read = in[0] & (0xFF >> (width + 1));
    for (int i = 1; i < width; i++) {
        if ((in[i] & 0xC0) != 0x80)
            return 0;
        read = read << 6 | (in[i] & 0x3F);
    }
    if (read < least[width] || read > 0x10FFFF || (read >= 0xD800 && read < 0xE000))
        return 0;
    *point = read;
    return width;
}

/* Puts a class behind what was written of a skeleton, and tells where that ends then. There is always room for one more;
 * a class of none is written over. */
static inline uint8_t *put(uint8_t *end, uint8_t class, uint8_t *last)
{
    *end = class;
    end += (class != 0) & ((class != *last) | (class == BOUNDARY));
    *last = class ? class : *last;
    return end;
}

/* Flag letters in a row. */
typedef struct {
    uint8_t waiting[WORD - 1]; /* classes of the first ones, until it is known whether they spell a word */
    int row;
    const uint8_t *place; /* where the last of them stood */
} Flags;

/* Whether the letter before stands so near that both may be of one word. */
static int is_near(const uint8_t *before, const uint8_t *place)
{
    int points = 0;
    if (place - before > 4 * APART)
        return 0;
    for (; before < place; before++)
        points += (*before & 0xC0) != 0x80;
    return points <= APART;
}

static uint8_t *put_flag(uint8_t *end, uint8_t class, uint8_t *last, Flags *flags, const uint8_t *place)
{
    if (flags->row && !is_near(flags->place, place))
        flags->row = 0;
    flags->place = place;
    if (flags->row < WORD - 1) {
        flags->waiting[flags->row++] = class;
        return end;
    }
    if (flags->row++ == WORD - 1)
        for (int i = 0; i < WORD - 1; i++)
            end = put(end, flags->waiting[i], last);
    flags->row = WORD;
    return put(end, class, last);
}

PyDoc_STRVAR(skeleton_doc, "skeleton(raw, classes, flags) -> bytes | None\n\n"
    "The skeleton of UTF-8, None if it is none; classes by code point, the last for all others, and of flag letters.");

static PyObject *skeleton(PyObject *self, PyObject *args)
{
    Py_buffer raw, classes, flags;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "y*y*y*", &raw, &classes, &flags))
        return NULL;
    if (classes.len != TABLE || flags.len != FLAGS) {
        PyErr_SetString(PyExc_ValueError, "classes");
        goto done;
    }
    uint8_t *out = PyMem_Malloc((size_t)raw.len + 1);
    if (!out) {
        PyErr_NoMemory();
        goto done;
    }
    const uint8_t *in = raw.buf, *stop = in + raw.len, *table = classes.buf;
    uint8_t *end = out, last = 0, written = 0;
    Flags row = {.row = 0};
    while (in < stop) {
        if (*in < 0x80) {
            uint8_t class = table[*in++];
            end = put(end, class, &last);
            written |= class;
            continue;
        }
        uint32_t point;
        int width = decoded(in, stop - in, &point);
        if (!width)
            break;
        if (point - FLAG_A < FLAGS) {
            row.row = written ? 0 : row.row;
            end = put_flag(end, ((const uint8_t *)flags.buf)[point - FLAG_A], &last, &row, in);
            written = 0;
        } else {
            uint8_t class = table[point < TABLE ? point : TABLE - 1];
            end = put(end, class, &last);
            written |= class;
        }
        in += width;
    }
    result = in < stop ? Py_NewRef(Py_None) : PyBytes_FromStringAndSize((char *)out, end - out);
    PyMem_Free(out);
done:
    PyBuffer_Release(&raw);
    PyBuffer_Release(&classes);
    PyBuffer_Release(&flags);
    return result;
}

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

/* The keys of members by the first eight bytes, in a hash table of 256 rows: these bytes, the code, by code the way from
 * the quote of the key to its value. */
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
    "The members that begin in ``data[start:]``, see `unlisted.sources.chats.members.Members`; tables as tuples of their\n"
    "columns. Codes from `ignored` on have no rows.");

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

/* Strings that stand somewhere in `raw`: from behind each start, a quote, to before each end. */
typedef struct {
    Py_buffer raw, starts, ends;
    Py_ssize_t count, size; /* bytes of all of them */
} Strings;

static const uint8_t *string_of(const Strings *strings, Py_ssize_t place, Py_ssize_t *length)
{
    int64_t start = ((const int64_t *)strings->starts.buf)[place], end = ((const int64_t *)strings->ends.buf)[place];
    *length = (Py_ssize_t)(end - start - 1);
    return (const uint8_t *)strings->raw.buf + start + 1;
}

/* 0, with an exception, if one does not stand in `raw`. */
static int are_within(Strings *strings)
{
    Py_ssize_t size = 0, count = strings->starts.len / 8;
    for (Py_ssize_t i = 0; i < count && strings->ends.len == strings->starts.len; i++) {
        int64_t start = ((const int64_t *)strings->starts.buf)[i], end = ((const int64_t *)strings->ends.buf)[i];
        if (start < 0 || end <= start || end > strings->raw.len || end - start > PY_SSIZE_T_MAX / 2 - size)
            break;
        size += (Py_ssize_t)(end - start - 1);
        strings->count++;
    }
    strings->size = size;
    if (strings->count == count && 8 * count == strings->starts.len && strings->ends.len == strings->starts.len)
        return 1;
    PyErr_SetString(PyExc_ValueError, "offsets");
    return 0;
}

static void release(Strings *strings)
{
    PyBuffer_Release(&strings->raw);
    PyBuffer_Release(&strings->starts);
    PyBuffer_Release(&strings->ends);
}

PyDoc_STRVAR(numbers_doc, "numbers(raw, starts, ends) -> numbers\n\n"
    "The number that each string writes in at most sixteen digits, -1 if it writes none; 64-bit integers.");

static PyObject *numbers(PyObject *self, PyObject *args)
{
    Strings strings = {.count = 0};
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "y*y*y*", &strings.raw, &strings.starts, &strings.ends))
        return NULL;
    if (are_within(&strings) && (result = PyBytes_FromStringAndSize(NULL, 8 * strings.count))) {
        for (Py_ssize_t i = 0; i < strings.count; i++) {
            Py_ssize_t length, end;
            const uint8_t *in = string_of(&strings, i, &length);
            int64_t number = number_at(in, 0, length, &end);
            number = end == length ? number : NONE;
            memcpy(PyBytes_AS_STRING(result) + 8 * i, &number, sizeof number);
        }
    }
    release(&strings);
    return result;
}

PyDoc_STRVAR(prints_doc, "prints(raw, starts, ends) -> prints\n\n"
    "A fingerprint of 64 bits of each string, by which those of one run are told from each other.");

static PyObject *prints(PyObject *self, PyObject *args)
{
    Strings strings = {.count = 0};
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "y*y*y*", &strings.raw, &strings.starts, &strings.ends))
        return NULL;
    if (are_within(&strings) && (result = PyBytes_FromStringAndSize(NULL, 8 * strings.count))) {
        for (Py_ssize_t i = 0; i < strings.count; i++) {
            Py_ssize_t length;
            const uint8_t *in = string_of(&strings, i, &length);
            uint64_t print = (uint64_t)length;
            for (Py_ssize_t k = 0; k < length; k += 8) {
                uint64_t word = 0;
                memcpy(&word, in + k, length - k < 8 ? (size_t)(length - k) : 8);
                print = (print ^ word) * 0x9E3779B97F4A7C15u;
                print ^= print >> 29;
            }
            memcpy(PyBytes_AS_STRING(result) + 8 * i, &print, sizeof print);
        }
    }
    release(&strings);
    return result;
}

PyDoc_STRVAR(joined_doc, "joined(raw, starts, ends, signs, marked) -> (text, marks) | None\n\n"
    "The strings of JSON one after the other, each behind its sign, with blanks for escapes of two characters. Marks tell\n"
    "of each whether it has another escape (1), and the byte `marked` (2). None if one holds what none may.");

enum { HARD = 1, MARKED = 2, NEVER = 4 };

/* Puts blanks for the escapes of a string, and tells what is in it. */
static int unescaped(uint8_t *text, Py_ssize_t length, int marked)
{
    int told = 0;
    for (Py_ssize_t i = 0; i < length; i++) {
        if (text[i] == BACKSLASH) {
            text[i] = BLANK;
            if (i + 1 < length && memchr("\"\\/bfnrt", text[i + 1], 8))
                text[++i] = BLANK;
            else
                told |= HARD;
        } else if (text[i] == marked) {
            told |= MARKED;
        } else if (text[i] < BLANK || text[i] == QUOTE) {
            told |= NEVER;
        }
    }
    return told;
}

static PyObject *joined(PyObject *self, PyObject *args)
{
    Strings strings = {.count = 0};
    Py_buffer signs;
    int marked;
    PyObject *text = NULL, *marks = NULL, *result = NULL;
    if (!PyArg_ParseTuple(args, "y*y*y*y*i", &strings.raw, &strings.starts, &strings.ends, &signs, &marked))
        return NULL;
    if (!are_within(&strings))
        goto done;
    if (signs.len != strings.count) {
        PyErr_SetString(PyExc_ValueError, "signs");
        goto done;
    }
    text = PyBytes_FromStringAndSize(NULL, strings.size + strings.count);
    marks = PyBytes_FromStringAndSize(NULL, strings.count);
    if (!text || !marks)
        goto done;
    uint8_t *out = (uint8_t *)PyBytes_AS_STRING(text);
    for (Py_ssize_t i = 0; i < strings.count; i++) {
        Py_ssize_t length;
        const uint8_t *in = string_of(&strings, i, &length);
        *out++ = ((const uint8_t *)signs.buf)[i];
        uint8_t odd = 0; /* of most strings there is nothing to tell, and this loop takes many bytes at once */
        for (Py_ssize_t k = 0; k < length; k++)
            odd |= (in[k] < BLANK) | (in[k] == QUOTE) | (in[k] == BACKSLASH) | (in[k] == (uint8_t)marked);
        memcpy(out, in, (size_t)length);
        int told = odd ? unescaped(out, length, marked) : 0;
        if (told & NEVER) {
            result = Py_NewRef(Py_None);
            goto done;
        }
        PyBytes_AS_STRING(marks)[i] = (char)told;
        out += length;
    }
    result = PyTuple_Pack(2, text, marks);
done:
    Py_XDECREF(text);
    Py_XDECREF(marks);
    release(&strings);
    PyBuffer_Release(&signs);
    return result;
}

static PyMethodDef methods[] = {
    {"skeleton", skeleton, METH_VARARGS, skeleton_doc},
    {"members", members, METH_VARARGS, members_doc},
    {"joined", joined, METH_VARARGS, joined_doc},
    {"numbers", numbers, METH_VARARGS, numbers_doc},
    {"prints", prints, METH_VARARGS, prints_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_loops", .m_methods = methods};

PyMODINIT_FUNC PyInit__loops(void)
{
    return PyModuleDef_Init(&module);
}
