using System.Text.Json;

namespace ContactCenter.Scripting.Analysis;

/// <summary>What runs made of a script, for a diagram: the part of the figures that has a place in it.</summary>
internal sealed class Overlay
{
    private readonly Dictionary<string, (long Entered, long DroppedOff)> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To, bool IsFailure), long> _moves = [];

    /// <summary>Runs that began.</summary>
    public long Runs { get; private set; }

    /// <summary>Those of a step; null when no run came there.</summary>
    public (long Entered, long DroppedOff)? Step(string name) => _steps.TryGetValue(name, out var found) ? found : null;

    public long? Outcome(string name) => _outcomes.TryGetValue(name, out var found) ? found : null;

    /// <summary>How many went from a step to another, or to an end (<c>end NAME</c>); null when none did.</summary>
    public long? Move(string from, string to, bool isFailure) => _moves.TryGetValue((from, to, isFailure), out var found) ? found : null;

    /// <summary>Reads the figures of one version of a script; those of several programs of that name and version are added up.</summary>
    /// <exception cref="FormatException">It is not the JSON of <c>ScriptFigures</c>, or has nothing of that script and version.</exception>
    public static Overlay Parse(string json, string script, int version)
    {
        var overlay = new Overlay();
        var isFound = false;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            foreach (var one in document.RootElement.GetProperty("scripts").EnumerateArray())
            {
                if (one.GetProperty("script").GetString() == script && one.GetProperty("version").GetInt32() == version)
                {
                    isFound = true;
                    overlay.Take(one);
                }
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"These are no figures of scripts: {e.Message} Give what 'ccflow stats' or ScriptFigures.ToJson wrote.", e);
        }

        return isFound ? overlay : throw new FormatException($"The figures have nothing of {script} v{version}; give those of that version.");
    }

    private static long Count(JsonElement of, string name) => of.GetProperty(name).GetInt64() is >= 0 and var count ? count : throw new FormatException($"'{name}' is below 0.");

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is missing.");

    private void Take(JsonElement script)
    {
        Runs += Count(script, "runs");
        foreach (var step in script.GetProperty("steps").EnumerateArray())
        {
            var name = Text(step, "step");
            var (entered, droppedOff) = _steps.GetValueOrDefault(name);
            _steps[name] = (entered + Count(step, "entered"), droppedOff + Count(step, "droppedOff"));
        }

        foreach (var outcome in script.GetProperty("outcomes").EnumerateArray())
        {
            var name = Text(outcome, "outcome");
            _outcomes[name] = _outcomes.GetValueOrDefault(name) + Count(outcome, "runs");
        }

        foreach (var move in script.GetProperty("moves").EnumerateArray())
        {
            var key = (Text(move, "from"), Text(move, "to"), move.GetProperty("failure").GetBoolean());
            _moves[key] = _moves.GetValueOrDefault(key) + Count(move, "count");
        }
    }
}
