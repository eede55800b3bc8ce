using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactCenter.Scripting;

/// <content>The invariant text form: what actions take and give, the same in every culture.</content>
/// <remarks>
/// <c>yes</c>, <c>12.5</c>, <c>12.5 EUR</c>, <c>2026-11-29</c>, <c>09:05</c>, <c>2026-11-29T09:05:00Z</c>, <c>1d2h30m</c>; text of every sort as it is;
/// a list as a JSON array and a record as a JSON object of such texts. Nothing is the empty text.
/// </remarks>
public readonly partial struct ScriptValue
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonReaderOptions Reading = new() { MaxDepth = ScriptValueLimits.MaxDepth + 1 };

    /// <summary>The value as invariant text; <see cref="TryParse"/> reads it back.</summary>
    public string ToInvariantText() => Reference switch
    {
        null => "",
        string text => text,
        ValueTag tag => TagText(tag, Bits),
        _ => JsonText(),
    };

    /// <summary>Reads invariant text. Empty text is the empty value, whatever the type.</summary>
    /// <param name="type">What it must be.</param>
    /// <param name="text">The text.</param>
    /// <param name="value">The value, which fits the type or is empty.</param>
    /// <returns>False when the text is not written as the type asks for or says what does not fit it.</returns>
    public static bool TryParse(ScriptType type, string? text, out ScriptValue value)
    {
        ArgumentNullException.ThrowIfNull(type);
        value = default;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (type.Kind is ScriptKind.List or ScriptKind.Record or ScriptKind.Address)
        {
            return TryParseJson(type, text, out value);
        }

        if (!TryParsePlain(type, text, out value) || !type.Accepts(value))
        {
            value = default;
            return false;
        }

        return true;
    }

    private static string TagText(ValueTag tag, long bits)
    {
        switch (tag.Kind)
        {
            case ScriptKind.YesNo:
                return bits != 0 ? "yes" : "no";
            case ScriptKind.Number or ScriptKind.Money:
                Span<char> digits = stackalloc char[32];
                FixedPoint.TryFormat(bits, digits, out var written);
                return tag.Currency is { } currency ? $"{digits[..written]} {currency}" : digits[..written].ToString();
            case ScriptKind.Date:
                return DateOnly.FromDayNumber((int)bits).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case ScriptKind.Time:
                return new TimeOnly(bits).ToString(
                    bits % TimeSpan.TicksPerMinute == 0 ? "HH:mm" : "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
            case ScriptKind.Moment:
                return new DateTime(bits, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
            default:
                return DurationText.Format(bits);
        }
    }

    private static bool TryParsePlain(ScriptType type, string text, out ScriptValue value)
    {
        var invariant = CultureInfo.InvariantCulture;
        value = default;
        switch (type.Kind)
        {
            case ScriptKind.YesNo:
                value = YesNo(text == "yes");
                return text is "yes" or "no";
            case ScriptKind.Number:
                var isNumber = FixedPoint.TryParse(text, out var number);
                value = new(ValueTag.Number, number);
                return isNumber;
            case ScriptKind.Money:
                return text.Length > 4 && text[^4] == ' ' && ValueTag.MoneyIn(text.AsSpan(text.Length - 3)) is { } tag
                    && FixedPoint.TryParse(text.AsSpan(0, text.Length - 4), out var amount) && TryTagged(tag, amount, out value);
            case ScriptKind.Date:
                var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", invariant, DateTimeStyles.None, out var date);
                value = Date(date);
                return isDate;
            case ScriptKind.Time:
                var isTime = TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss.FFFFFFF"], invariant, DateTimeStyles.None, out var time);
                value = Time(time);
                return isTime;
            case ScriptKind.Moment:
                var isMoment = DateTimeOffset.TryParseExact(
                    text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", invariant, DateTimeStyles.AssumeUniversal, out var moment);
                value = Moment(moment);
                return isMoment;
            case ScriptKind.Duration:
                return DurationText.TryParse(text, out var ticks) && TryTagged(ValueTag.Duration, ticks, out value);
            default:
                var isText = type.IsWritten(text);
                value = isText ? TextOf(type.Kind, text) : default;
                return isText;
        }
    }

    private string JsonText()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            WriteJson(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteJson(Utf8JsonWriter json)
    {
        switch (Reference)
        {
            case ScriptList list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                {
                    item.WriteJson(json);
                }

                json.WriteEndArray();
                break;
            case ScriptRecord record:
                json.WriteStartObject();
                for (var i = 0; i < record.Values.Length; i++)
                {
                    if (!record.Values[i].IsEmpty)
                    {
                        json.WritePropertyName(record.Type.Fields[i].Name);
                        record.Values[i].WriteJson(json);
                    }
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(ToInvariantText());
                break;
        }
    }

    private static bool TryParseJson(ScriptType type, string text, out ScriptValue value)
    {
        value = default;
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), Reading);
            return json.Read() && TryReadJson(ref json, type, out value) && !json.Read();
        }
        catch (Exception refused) when (refused is JsonException or ArgumentException or InvalidOperationException)
        {
            // No JSON, half a surrogate pair, or a value that is too large.
            value = default;
            return false;
        }
    }

    private static bool TryReadJson(ref Utf8JsonReader json, ScriptType type, out ScriptValue value)
    {
        value = default;
        switch (type.Kind, json.TokenType)
        {
            case (ScriptKind.List, JsonTokenType.StartArray):
                var items = new List<ScriptValue>();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    if (items.Count == ScriptValueLimits.MaxItems || !TryReadJson(ref json, type.Item!, out var item) || item.IsEmpty)
                    {
                        return false;
                    }

                    items.Add(item);
                }

                value = new(new ScriptList([.. items]), 0);
                return true;
            case (ScriptKind.Record or ScriptKind.Address, JsonTokenType.StartObject):
                return TryReadFields(ref json, type, out value);
            case (ScriptKind.List or ScriptKind.Record or ScriptKind.Address, _):
                return false;
            default:
                return json.TokenType == JsonTokenType.String && TryParse(type, json.GetString(), out value);
        }
    }

    private static bool TryReadFields(ref Utf8JsonReader json, ScriptType type, out ScriptValue value)
    {
        var fields = new ScriptValue[type.Fields.Length];
        value = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var at = type.IndexOf(json.GetString()!);
            if (at < 0 || !fields[at].IsEmpty || !json.Read() || !TryReadJson(ref json, type.Fields[at].Type, out fields[at]))
            {
                return false;
            }
        }

        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].IsEmpty && !type.Fields[i].IsOptional)
            {
                return false;
            }
        }

        value = new(new ScriptRecord(type, [.. fields]), 0);
        return true;
    }
}
