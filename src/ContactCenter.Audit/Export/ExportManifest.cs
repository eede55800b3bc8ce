using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ContactCenter.Audit;

/// <summary>What an export holds: its <c>manifest.json</c>.</summary>
/// <param name="Format">Always <c>contactcenter-log</c>.</param>
/// <param name="Version">The version of the export's form: 1.</param>
/// <param name="Log">The log's id.</param>
/// <param name="Entries">How many entries.</param>
/// <param name="Records">How many commit records.</param>
/// <param name="KeyName">Whose key <c>key.pem</c> is; null where the log is not signed.</param>
public sealed record ExportManifest(string Format, int Version, string Log, long Entries, long Records, string? KeyName = null)
{
    internal const string FormatName = "contactcenter-log";
    internal const int FormatVersion = 1;

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ExportJson.Default.ExportManifest);

    /// <exception cref="LogFormatException">It is none of ours, or of a later version.</exception>
    internal static ExportManifest Parse(ReadOnlySpan<byte> bytes)
    {
        var manifest = ExportJson.Read(bytes, ExportJson.Default.ExportManifest);
        return manifest switch
        {
            not { Format: FormatName } => throw new LogFormatException($"manifest.json is not one of an export: its format is not '{FormatName}', or a member is missing, unknown, null or there twice."),
            { Version: not FormatVersion } => throw new LogFormatException($"The export has version {manifest.Version}; this program reads {FormatVersion}."),
            { Entries: < 0 } or { Records: < 1 } => throw new LogFormatException("manifest.json counts less than nothing."),
            { KeyName: { } name } when !LogKey.IsValidName(name) => throw new LogFormatException($"manifest.json names no key: '{name}'."),
            _ when !KeyRules.IsValid(manifest.Log) => throw new LogFormatException("manifest.json names no log."),
            _ => manifest,
        };
    }
}

/// <remarks>A file means one thing to every reader: no member twice, none unknown, none missing, none null, and no sign before 0.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ExportManifest))]
[JsonSerializable(typeof(ReceiptFile))]
internal sealed partial class ExportJson : JsonSerializerContext
{
    /// <summary>What a file holds; null where it is not of the form.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> form)
        where T : class
    {
        try
        {
            for (var reader = new Utf8JsonReader(json); reader.Read();)
            {
                if (reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.Number && reader.ValueSpan.StartsWith("-0"u8)))
                {
                    return null; // a member that is left out is left out, and -0 is no way to write 0
                }
            }

            return JsonSerializer.Deserialize(json, form);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
