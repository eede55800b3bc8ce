using System.Globalization;
using System.Text.RegularExpressions;
using ContactCenter.Scripting;

namespace ContactCenter.Benchmarks.Scripts;

/// <summary>Scripts to compile: the samples as they are, and the gas emergency again and again in one script, each round leading to the next.</summary>
internal sealed partial class CompileRun
{
    private const string Word = "Indirizzo";

    private readonly (SourceText Source, ScriptContracts Contracts)[] _samples;
    private readonly SourceText[] _typed;
    private int _key;

    public CompileRun(int lines)
    {
        _samples = [.. new[] { "gas", "clinic", "lead" }.Select(static name => (new SourceText(name, Read($"{name}.flow")), Contracts(name)))];
        Large = new SourceText("large", Repeated(_samples[0].Source.Text, lines));
        Lines = Large.LineCount - 1;

        // The word at every tenth part of the script, one letter more at a time.
        var places = Regex.Matches(Large.Text, Word);
        _typed = [.. Enumerable.Range(0, 10 * Word.Length).Select(key =>
        {
            var at = places[key / Word.Length * places.Count / 10].Index;
            return new SourceText("large", Large.Text.Remove(at + (key % Word.Length) + 1, Word.Length - (key % Word.Length) - 1));
        })];
    }

    /// <summary>The large script.</summary>
    public SourceText Large { get; }

    /// <summary>Its lines.</summary>
    public int Lines { get; }

    /// <summary>Compiles the large script.</summary>
    /// <returns>Its lines.</returns>
    public int CompileLarge() => Compile(Large, _samples[0].Contracts);

    /// <summary>Compiles each of the samples.</summary>
    /// <returns>Their lines.</returns>
    public int CompileSmall()
    {
        var lines = 0;
        foreach (var (source, contracts) in _samples)
        {
            lines += Compile(source, contracts);
        }

        return lines;
    }

    /// <summary>A letter is typed: the text is another, and what is wrong with it is wanted.</summary>
    public int Type() => ScriptChecker.Check(new SourceText("large", _typed[_key++ % _typed.Length].Text), _samples[0].Contracts).Length;

    /// <summary>One of the samples, compiled.</summary>
    public static ScriptProgram Sample(string name) => ScriptCompiler.Compile(new SourceText(name, Read($"{name}.flow")), Contracts(name)).Program!;

    private static int Compile(SourceText source, ScriptContracts contracts)
    {
        // The text anew, as when it is read from a file: finding its lines is a part of the work.
        var text = new SourceText(source.Name, source.Text);
        var compiled = ScriptCompiler.Compile(text, contracts);
        return compiled.Program is not null ? text.LineCount - 1 : throw new InvalidOperationException($"{source.Name}: {compiled.Diagnostics[0]}");
    }

    /// <summary>The steps of each round have its number, and where a round ended well the next begins.</summary>
    private static string Repeated(string script, int lines)
    {
        var steps = script.IndexOf("  step ", StringComparison.Ordinal);
        var names = StepName().Matches(script).Select(static match => match.Groups[1].Value).ToArray();
        var round = script[steps..];
        var rounds = lines / round.AsSpan().Count('\n');
        var text = new System.Text.StringBuilder(script, 0, steps, script.Length * rounds);
        text.Replace("-> dropped", "-> dropped-0");
        for (var i = 0; i < rounds; i++)
        {
            var own = Regex.Replace(round, $@"(?<=step |-> )({string.Join('|', names)})\b", match => string.Create(CultureInfo.InvariantCulture, $"{match.Value}-{i}"));
            own = i == rounds - 1 ? own : own.Replace("-> end dispatched", string.Create(CultureInfo.InvariantCulture, $"-> {names[0]}-{i + 1}"), StringComparison.Ordinal);
            text.Append(TextId().Replace(own, match => string.Create(CultureInfo.InvariantCulture, $"{match.Value}{i}")));
        }

        return text.ToString();
    }

    private static ScriptContracts Contracts(string name)
    {
        var contracts = ScriptContracts.Parse(new SourceText(name, Read($"{name}.contracts")), out var faults);
        return faults.IsEmpty ? contracts : throw new InvalidOperationException($"{name}: {faults[0]}");
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(CompileRun).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^  step ([a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex StepName();

    [GeneratedRegex(@"#k[a-z0-9]+$", RegexOptions.Multiline)]
    private static partial Regex TextId();
}
