using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>An entry as one line of JSON, for people and their tools. What is sealed stays so: its name, its subject and how long it is.</summary>
public static class EntryLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // a file, never part of a page

    /// <summary>The line in UTF-8, ended by a line feed.</summary>
    public static ReadOnlySpan<byte> Of(CommittedEntry committed)
    {
        ArgumentNullException.ThrowIfNull(committed);
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Write(json, committed);
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter json, CommittedEntry committed)
    {
        var entry = committed.Entry;
        json.WriteStartObject();
        json.WriteNumber("position", committed.Position.Value);
        json.WriteString("time", entry.Time);
        json.WriteString("kind", entry.Kind);
        json.WriteNumber("kindVersion", entry.KindVersion);
        json.WriteString("id", entry.Id.Value);
        json.WriteString("machine", committed.Machine.ToString());
        if (committed.MachineVersion != Append.AnyVersion)
        {
            json.WriteNumber("machineVersion", committed.MachineVersion);
        }

        json.WriteString("actor", entry.Actor);
        WriteOptional(json, "cause", entry.Cause);
        if (entry.CausePosition is { } at)
        {
            json.WriteNumber("causePosition", at.Value);
        }

        WriteOptional(json, "interaction", entry.Links.Interaction?.Value);
        WriteOptional(json, "session", entry.Links.Session?.Value);
        WriteOptional(json, "customer", entry.Links.Customer?.Value);
        WriteOptional(json, "asset", entry.Links.Asset?.Value);
        WriteOptional(json, "case", entry.Links.Case?.Value);
        if (entry.Links.Agent is { } agent)
        {
            json.WriteString("agent", agent.Value);
        }

        json.WritePropertyName("body");
        json.WriteRawValue(entry.Body.Span);
        if (entry.Sealed.Length > 0)
        {
            json.WriteStartArray("sealed");
            foreach (var field in entry.Sealed)
            {
                json.WriteStartObject();
                json.WriteString("name", field.Name);
                json.WriteString("subject", field.Subject.Value);
                json.WriteNumber("bytes", field.Ciphertext.Length);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, Guid? id)
    {
        if (id is { } value)
        {
            json.WriteString(name, value);
        }
    }
}
