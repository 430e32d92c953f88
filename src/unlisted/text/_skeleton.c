/* The skeleton of a text in one go over its bytes; NumPy takes one over all of them for each of its steps.
 *
 * What letters mean is decided in Python and comes in as a table.
 * The bytes are anybody's, written by people who would like this to fail. Every place that is read or written is
 * checked against the length of its buffer, offsets and sizes of tables where they come in; the tests run it under a
 * sanitizer.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

enum { TABLE = 0x20000, BOUNDARY = 255 }; /* code points with a class of their own; the class that is never dropped */
enum { FLAG_A = 0x1F1E6, FLAGS = 26 };    /* letters of which flags are made */
enum { WORD = 5, APART = 4 };             /* so many of them, at most so many code points apart, spell a word */

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

/* Puts a class behind what was written of a skeleton, and tells where that ends then. There is always room for one
 * more; a class of none is written over. */
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

static PyMethodDef methods[] = {
    {"skeleton", skeleton, METH_VARARGS, skeleton_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_skeleton", .m_methods = methods};

PyMODINIT_FUNC PyInit__skeleton(void)
{
    return PyModuleDef_Init(&module);
}
