using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactCenter.Audit;

/// <summary>
/// A body between JSON and deterministic CBOR. Objects become maps with their keys in bytewise order, lower-case UUID texts become
/// tag 37, numbers keep their exact value (<see cref="ExactNumber"/>). Member order, spacing and the notation of numbers are not kept.
/// </summary>
internal static class JsonBody
{
    private const ulong UuidTag = 37;
    private const ulong FractionTag = 4;

    // Text as it is: the log is not a web page, and escapes would double the size of Cyrillic or Greek.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = EntryLimits.MaxBodyDepth };

    private const int KeptBytes = 64 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _output;

    /// <exception cref="ArgumentException">No JSON object, or outside the limits.</exception>
    public static void Write(ReadOnlySpan<byte> json, CborOutput output)
    {
        if (json.Length > EntryLimits.MaxBodyBytes)
        {
            throw EntryFault.Of($"The body has {json.Length} bytes; at most {EntryLimits.MaxBodyBytes} are allowed.");
        }

        var start = output.Length;
        var reader = new Utf8JsonReader(json, Strict);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw EntryFault.Of("The body is no JSON object.");
            }

            WriteValue(ref reader, output);
            reader.Read(); // throws on anything after the object
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw EntryFault.Of($"The body is no valid JSON object of at most {EntryLimits.MaxBodyDepth} levels: {e.Message}", e);
        }

        if (output.Length - start > EntryLimits.MaxBodyBytes)
        {
            throw EntryFault.Of($"The encoded body has {output.Length - start} bytes; at most {EntryLimits.MaxBodyBytes} are allowed.");
        }
    }

    /// <summary>The body as compact JSON, members in the order of the map.</summary>
    public static byte[] Read(ref CborInput input)
    {
        var start = input.Position;
        if (input.PeekMajor() != 5)
        {
            throw input.Fault("the body is no map");
        }

        var (buffer, writer) = _output ??= Output();
        buffer.ResetWrittenCount();
        writer.Reset(buffer); // whatever the last one was left in the middle of
        ReadValue(ref input, writer, 1);
        writer.Flush();
        if (buffer.Capacity > KeptBytes)
        {
            _output = null;
        }

        return input.Position - start <= EntryLimits.MaxBodyBytes ? buffer.WrittenSpan.ToArray() : throw input.Fault("the body is too large");
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Output()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        return (buffer, new Utf8JsonWriter(buffer, Compact));
    }

    /// <summary>Reads over the body and refuses what <see cref="Read"/> does.</summary>
    public static void Check(ref CborInput input)
    {
        var start = input.Position;
        if (input.PeekMajor() != 5)
        {
            throw input.Fault("the body is no map");
        }

        ReadValue(ref input, null, 1);
        if (input.Position - start > EntryLimits.MaxBodyBytes)
        {
            throw input.Fault("the body is too large");
        }
    }

    private static void WriteValue(ref Utf8JsonReader reader, CborOutput output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader, output);
                break;
            case JsonTokenType.StartArray:
                WriteArray(ref reader, output);
                break;
            case JsonTokenType.String:
                WriteText(ref reader, output, isValue: true);
                break;
            case JsonTokenType.Number:
                ExactNumber.Parse(reader.ValueSpan).Write(output);
                break;
            case JsonTokenType.Null:
                output.Null();
                break;
            default:
                output.Bool(reader.TokenType == JsonTokenType.True);
                break;
        }
    }

    private static void WriteArray(ref Utf8JsonReader reader, CborOutput output)
    {
        var (start, count) = (output.Length, 0UL);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            WriteValue(ref reader, output);
            count++;
        }

        output.InsertHead(start, 4, count);
    }

    private static void WriteObject(ref Utf8JsonReader reader, CborOutput output)
    {
        var start = output.Length;
        var members = new List<Member>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var at = output.Length;
            WriteText(ref reader, output, isValue: false);
            var keyEnd = output.Length;
            reader.Read();
            WriteValue(ref reader, output);
            members.Add(new Member(at - start, keyEnd - at, output.Length - at));
        }

        SortMembers(output, start, members);
        output.InsertHead(start, 5, (ulong)members.Count);
    }

    private static void SortMembers(CborOutput output, int start, List<Member> members)
    {
        var written = ArrayPool<byte>.Shared.Rent(Math.Max(output.Length - start, 1));
        output.Written[start..].CopyTo(written);
        members.Sort((x, y) => Key(x).SequenceCompareTo(Key(y)));
        output.Truncate(start);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0 && Key(members[i]).SequenceEqual(Key(members[i - 1])))
            {
                throw EntryFault.Of("An object of the body has two members of the same name.");
            }

            output.Raw(written.AsSpan(members[i].Start, members[i].Length));
        }

        ArrayPool<byte>.Shared.Return(written);

        ReadOnlySpan<byte> Key(Member member) => written.AsSpan(member.Start, member.KeyLength);
    }

    private static void WriteText(ref Utf8JsonReader reader, CborOutput output, bool isValue)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(reader.ValueSpan.Length, 1));
        var text = buffer.AsSpan(0, reader.CopyString(buffer)); // unescapes, and refuses what is no Unicode
        if (isValue && IsUuid(text, out var uuid))
        {
            output.Head(6, UuidTag);
            output.Uuid(uuid);
        }
        else
        {
            output.Text(text);
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static bool IsUuid(ReadOnlySpan<byte> text, out Guid uuid)
    {
        uuid = default;
        return text.Length == 36
            && !text.ContainsAnyInRange((byte)'A', (byte)'F')
            && Utf8Parser.TryParse(text, out uuid, out var read, 'D')
            && read == 36;
    }

    private static void ReadValue(ref CborInput input, Utf8JsonWriter? writer, int depth)
    {
        switch (input.PeekMajor())
        {
            case 0:
                var number = input.Expect(0, "a number");
                writer?.WriteNumberValue(number);
                break;
            case 1:
                var argument = input.Expect(1, "a number");
                writer?.WriteRawValue((-1 - (Int128)argument).ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
                break;
            case 3:
                var text = input.TextUtf8("a text");
                text = IsUuid(text, out _) ? throw input.Fault("a UUID written as text") : text;
                writer?.WriteStringValue(text);
                break;
            case 4:
                ReadArray(ref input, writer, depth);
                break;
            case 5:
                ReadObject(ref input, writer, depth);
                break;
            case 6:
                ReadTagged(ref input, writer);
                break;
            default:
                ReadSimple(ref input, writer);
                break;
        }
    }

    private static void ReadArray(ref CborInput input, Utf8JsonWriter? writer, int depth)
    {
        CheckDepth(input, depth);
        writer?.WriteStartArray();
        for (var left = input.Expect(4, "an array"); left > 0; left--)
        {
            ReadValue(ref input, writer, depth + 1);
        }

        writer?.WriteEndArray();
    }

    private static void ReadObject(ref CborInput input, Utf8JsonWriter? writer, int depth)
    {
        CheckDepth(input, depth);
        writer?.WriteStartObject();
        ReadOnlySpan<byte> last = default;
        for (var left = input.Expect(5, "an object"); left > 0; left--)
        {
            var start = input.Position;
            var name = input.TextUtf8("a member's name");
            var key = input.Slice(start);
            if (last.SequenceCompareTo(key) >= 0)
            {
                throw input.Fault("members out of order or doubled");
            }

            last = key;
            writer?.WritePropertyName(name);
            ReadValue(ref input, writer, depth + 1);
        }

        writer?.WriteEndObject();
    }

    private static void ReadTagged(ref CborInput input, Utf8JsonWriter? writer)
    {
        switch (input.Expect(6, "a tag"))
        {
            case UuidTag:
                var uuid = input.Uuid("a UUID");
                writer?.WriteStringValue(uuid);
                break;
            case FractionTag:
                var fraction = ExactNumber.ReadFraction(ref input);
                writer?.WriteRawValue(fraction.ToJson(), skipInputValidation: true);
                break;
            default:
                throw input.Fault("a tag other than 4 and 37");
        }
    }

    private static void ReadSimple(ref CborInput input, Utf8JsonWriter? writer)
    {
        if (input.TryNull())
        {
            writer?.WriteNullValue();
            return;
        }

        var value = input.Head(out var major);
        var isTrue = major == 7 && value is 20 or 21 ? value == 21 : throw input.Fault("neither null, true, false nor a number");
        writer?.WriteBooleanValue(isTrue);
    }

    private static void CheckDepth(CborInput input, int depth)
    {
        if (depth > EntryLimits.MaxBodyDepth)
        {
            throw input.Fault("the body nests too deep");
        }
    }

    private readonly record struct Member(int Start, int KeyLength, int Length);
}
