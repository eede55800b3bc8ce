using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactCenter.Journal;

namespace ContactCenter.Audit.Tests.Entries;

/// <summary>10,000 random entries read by a decoder of another language, written after RFC 8949 alone (<c>tests/OtherVerifier/decode.py</c>).</summary>
public sealed class OtherDecoderTests
{
    private const int Count = 10_000;

    private static readonly LogId Log = new("acme");

    [Fact]
    public async Task Another_language_s_decoder_reads_the_same_values()
    {
        using var decoder = Process.Start(new ProcessStartInfo("python3", [Script()]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var feeding = Task.Run(async () =>
        {
            for (var number = 0; number < Count; number++)
            {
                var (machine, version, entry) = RandomEntries.Make(number);
                await decoder.StandardInput.WriteLineAsync(Convert.ToHexString(EntryCodec.Encode(Log, machine, version, entry).Bytes.Span));
            }

            decoder.StandardInput.Close();
        });

        var read = 0;
        while (await decoder.StandardOutput.ReadLineAsync() is { } line)
        {
            Plain(JsonNode.Parse(line)).ShouldBe(Expected(RandomEntries.Make(read)), $"entry {read}");
            read++;
        }

        await feeding;
        read.ShouldBe(Count);
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ContactCenter.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return Path.Combine(folder.FullName, "tests", "OtherVerifier", "decode.py");
    }

    /// <summary>What the decoder read, in the notation of <see cref="Expected"/>.</summary>
    private static string Plain(JsonNode? item) => item switch
    {
        null => "null",
        JsonArray items => "[" + string.Join(", ", items.Select(Plain)) + "]",
        JsonObject o when o["bytes"] is { } bytes => "h" + bytes,
        JsonObject o when o["text"] is { } text => Quoted((string)text!),
        JsonObject o when o["map"] is JsonArray pairs => "{" + string.Join(", ", pairs.Select(static p => $"{Plain(p![0])}: {Plain(p[1])}").Order(StringComparer.Ordinal)) + "}",
        JsonObject o when (int)o["tag"]! == 37 => "uuid " + o["value"]!["bytes"],
        JsonObject o when (int)o["tag"]! == 4 => Number(BigInteger.Parse((string)o["value"]![1]!, CultureInfo.InvariantCulture), int.Parse((string)o["value"]![0]!, CultureInfo.InvariantCulture)),
        JsonValue v when v.GetValueKind() == JsonValueKind.String => Number(BigInteger.Parse((string)v!, CultureInfo.InvariantCulture), 0),
        _ => item.ToJsonString(),
    };

    /// <summary>What docs/log-format.md says an entry is.</summary>
    private static string Expected((MachineId Machine, long Version, Entry Entry) made)
    {
        var (machine, version, entry) = made;
        (int Key, string? Value)[] links =
        [
            (1, Hex(entry.Links.Interaction?.Value)), (2, Hex(entry.Links.Session?.Value)), (3, Hex(entry.Links.Customer?.Value)),
            (4, entry.Links.Agent is { } agent ? Quoted(agent.Value) : null), (5, Hex(entry.Links.Asset?.Value)), (6, Hex(entry.Links.Case?.Value)),
        ];
        string[] items =
        [
            "1e0", Quoted(Log.Value), Quoted(machine.Kind), Quoted(machine.Key), version == Append.AnyVersion ? "null" : Number(version, 0), Hex(entry.Id.Value)!, Quoted(entry.Kind),
            Number(entry.KindVersion, 0), Number(entry.Time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, 0), Quoted(entry.Actor), Hex(entry.Cause) ?? "null",
            entry.CausePosition is { } position ? Number(position.Value, 0) : "null", entry.TraceParent is { } trace ? Quoted(trace) : "null",
            "{" + string.Join(", ", links.Where(static l => l.Value is not null).Select(static l => $"{Number(l.Key, 0)}: {l.Value}").Order(StringComparer.Ordinal)) + "}",
            Body(JsonDocument.Parse(entry.Body).RootElement),
            "[" + string.Join(", ", entry.Sealed.Select(static f => $"[{Quoted(f.Name)}, {Hex(f.Subject.Value)}, h{Convert.ToHexStringLower(f.Ciphertext.Span)}]")) + "]",
        ];
        return "[" + string.Join(", ", items) + "]";
    }

    private static string Body(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(", ", value.EnumerateObject().Select(static m => $"{Quoted(m.Name)}: {Body(m.Value)}").Order(StringComparer.Ordinal)) + "}",
        JsonValueKind.Array => "[" + string.Join(", ", value.EnumerateArray().Select(Body)) + "]",
        JsonValueKind.String => Guid.TryParseExact(value.GetString(), "D", out var id) && id.ToString() == value.GetString() ? "uuid " + Hex(id)![1..] : Quoted(value.GetString()!),
        JsonValueKind.Number => Number(value.GetRawText()),
        _ => value.GetRawText(),
    };

    private static string Number(string json)
    {
        var parts = json.Split('e', 'E');
        var digits = parts[0].Split('.');
        var fraction = digits.Length > 1 ? digits[1] : "";
        return Number(BigInteger.Parse(digits[0] + fraction, CultureInfo.InvariantCulture), (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0) - fraction.Length);
    }

    private static string Number(BigInteger mantissa, int exponent)
    {
        for (; !mantissa.IsZero && mantissa % 10 == 0; exponent++)
        {
            mantissa /= 10;
        }

        return mantissa.IsZero ? "0" : string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{exponent}");
    }

    private static string? Hex(Guid? id) => id is { } value ? "h" + Convert.ToHexStringLower(value.ToByteArray(bigEndian: true)) : null;

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
