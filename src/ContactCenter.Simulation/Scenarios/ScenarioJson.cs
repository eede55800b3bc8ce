using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactCenter.Simulation;

/// <summary>
/// Scenarios as JSON: the properties of <see cref="Scenario"/> in camel case, times as <c>hh:mm:ss</c>, comments allowed. A name it does not know is an
/// error, so that a typing mistake does not pass for a default. Thread-safe.
/// </summary>
public static class ScenarioJson
{
    private const int MostBytes = 64 * 1024 * 1024;

    // By reflection: the generated reader sets what is absent to zero instead of leaving the default, here and in the router's settings.
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(), new ClockConverter() },
    };

    /// <summary>The scenario as JSON.</summary>
    public static string Write(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return JsonSerializer.Serialize(scenario, Options);
    }

    /// <summary>The scenario a text is.</summary>
    /// <exception cref="ScenarioException">It is none; the message says where and why.</exception>
    public static Scenario Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read<Scenario>(json);
    }

    /// <summary>The scenario of a file, with the contacts of the CSV files it names.</summary>
    /// <param name="file">The file; what it names is looked for beside it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ScenarioException">It is no scenario; the message says where and why.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<Scenario> LoadAsync(string file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (new FileInfo(file) is { Exists: true, Length: > MostBytes } large)
        {
            throw new ScenarioException($"'{file}' has {large.Length} bytes; a scenario has at most {MostBytes}. Put lists of contacts into CSV files.");
        }

        var scenario = Read<Scenario>(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false));
        ScenarioRules.Refuse(scenario.Name, MissingParts.Find(scenario));
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return scenario with
        {
            Contacts = [.. scenario.Contacts.Select(contact => contact.Arrivals is Arrivals.CsvFile csv
                ? contact with { Arrivals = ReadCsv(Path.Combine(folder, csv.File), scenario.Start) }
                : contact)],
        };
    }

    /// <exception cref="ScenarioException">It is no such value; the message says where and why.</exception>
    internal static T Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new ScenarioException("The JSON is null; give an object.");
        }
        catch (JsonException e)
        {
            throw new ScenarioException(Explain(e), e);
        }
        catch (NotSupportedException e)
        {
            throw new ScenarioException($"{e.Message} Give \"kind\", such as \"exponential\" for a duration or \"poisson\" for arrivals.", e);
        }
        catch (ArgumentException e)
        {
            throw new ScenarioException(e.Message, e); // an id that is none
        }
    }

    private static string Explain(JsonException e)
    {
        var where = e.LineNumber is { } line ? $"Line {line + 1}" : "Somewhere";
        var what = e.Message.Split(" Path: ")[0];
        var remedy = what.Contains("could not be converted", StringComparison.Ordinal) ? " Write times as hh:mm:ss, such as \"00:03:00\", and numbers without quotes."
            : what.Contains("discriminator", StringComparison.Ordinal) ? " It stands under \"kind\": fixed, exponential, lognormal, gamma or empirical for durations; poisson, profile, listed or csv for arrivals."
            : "";
        return $"{where}{(e.Path is { Length: > 1 } path ? $", at {path}" : "")}: {what}{remedy}";
    }

    private static Arrivals.Listed ReadCsv(string file, DateTimeOffset start)
    {
        using var reader = File.OpenText(file);
        try
        {
            return new Arrivals.Listed(ContactCsv.Read(reader, start));
        }
        catch (ScenarioException e)
        {
            throw new ScenarioException($"'{file}': {e.Message}", e);
        }
    }

    /// <summary>Hours may be as many as it takes, as in lists and commands.</summary>
    private sealed class ClockConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TimeText.TryReadClock(reader.GetString(), out var time) ? time : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("c", System.Globalization.CultureInfo.InvariantCulture));
    }
}
