using System.Collections.Immutable;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary>A script with the conversations that stand beside it.</summary>
internal sealed record TestedScript(ScriptProgram Program, ConversationFile Talks)
{
    /// <summary>The conversations of a script stand beside it.</summary>
    public const string Extension = ".talks";

    /// <summary>Every script named that has conversations, in order, each once.</summary>
    /// <exception cref="ToolException">There is none, or one cannot be compiled or read.</exception>
    public static async Task<IReadOnlyList<TestedScript>> ReadAsync(IEnumerable<string> named, CancellationToken cancellationToken)
    {
        var found = new List<TestedScript>();
        foreach (var file in named.SelectMany(Expand).Distinct(StringComparer.Ordinal))
        {
            found.Add(await OneAsync(file, cancellationToken));
        }

        return found;
    }

    /// <summary>Plays every conversation.</summary>
    /// <param name="crashes">Whether the process dies after each step.</param>
    /// <param name="languages">In which languages; none for each conversation's own.</param>
    public ImmutableArray<(ConversationResult Result, int Line, string? Language)> Play(bool crashes, ImmutableArray<string> languages) =>
    [
        .. from talk in Talks.Conversations
           from language in languages.IsEmpty ? [null] : languages.Select(static one => (string?)one)
           select (talk.Play(Program, new ConversationSettings { CrashesAlways = crashes, Language = language }), talk.Line, language),
    ];

    private static async Task<TestedScript> OneAsync(string file, CancellationToken cancellationToken)
    {
        var script = Path.ChangeExtension(file, Shared.Extension);
        if (!File.Exists(script))
        {
            throw new ToolException($"'{file}' tests '{script}', which is not there.");
        }

        var program = (await ScriptFile.ReadAsync(script, null, cancellationToken)).Compile();
        var talks = ConversationFile.Parse((await Shared.ReadAsync([file], cancellationToken))[0]);
        return talks.Faults is [var fault, ..] ? throw new ToolException($"{file}({fault.Line}): {fault.Message}")
            : talks.Conversations.IsEmpty ? throw new ToolException($"'{file}' has no conversation; begin one with a line such as: conversation \"a leak at home\".")
            : new TestedScript(program, talks);
    }

    private static IEnumerable<string> Expand(string named)
    {
        if (!Directory.Exists(named))
        {
            return [Path.ChangeExtension(named, Extension)];
        }

        var found = Directory.GetFiles(named, "*" + Extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new ToolException($"No {Extension} file lies in '{named}'.");
    }
}
