using System.Collections.Frozen;
using System.Collections.Immutable;
using ContactCenter.Scripting;

namespace ContactCenter.Configuration;

/// <summary>The scripts of a configuration, compiled against the actions, queues, calendars and templates the center has. Immutable; compiled when they are asked for first.</summary>
internal sealed class ScriptLibrary
{
    /// <summary>A program is one entry of the log; larger ones do not fit.</summary>
    private const int MaxProgramBytes = 128 * 1024;

    private readonly TenantOptions _options;
    private readonly FrozenSet<string> _actions;
    private readonly Lazy<FrozenDictionary<string, Compiled>> _scripts;
    private readonly Lazy<IReadOnlyList<TemplateContract>> _templates;

    private ScriptLibrary(TenantOptions options, IReadOnlyList<ActionContract> actions)
    {
        _options = options;
        _actions = actions.Select(static action => action.Name).ToFrozenSet(StringComparer.Ordinal);
        _templates = new(() => [.. options.Templates.Where(static one => one.Value is not null).Select(static one => TemplateRules.Read(one.Key, one.Value, out _))]);
        _scripts = new(() => options.Scripts.ToFrozenDictionary(static one => one.Key, one => Compile(one.Value, actions), StringComparer.Ordinal));
    }

    public static ScriptLibrary Of(TenantOptions options, IEnumerable<IScriptAction> actions) =>
        new(options, [.. actions.Select(static action => ActionContract.Of(action.Signature)).DistinctBy(static action => action.Name)]);

    /// <summary>The program of a script that can be run; null when there is none of that name, or it has a fault.</summary>
    public ScriptProgram? Find(string name) => _scripts.Value.GetValueOrDefault(name)?.Program;

    /// <summary>A script as it was compiled; null when there is none of that name.</summary>
    public Compiled? Look(string name) => _scripts.Value.GetValueOrDefault(name);

    /// <summary>The scripts that begin on an event, by name.</summary>
    public IEnumerable<ScriptProgram> StartingOn(string name) =>
        _scripts.Value.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => one.Value.Program).OfType<ScriptProgram>().Where(program => program.StartsOn == name);

    /// <summary>What an event brings, as each of the scripts' contracts that declare it has it, null for nothing; no entry where none does.</summary>
    public IReadOnlyList<ScriptType?> TypesOfEvent(string name) =>
        [.. _scripts.Value.Values.Where(one => one.Contracts.Events.ContainsKey(name)).Select(one => one.Contracts.Events[name]).Distinct()];

    /// <summary>The events of the world the scripts' contracts declare.</summary>
    public IEnumerable<string> Events => _scripts.Value.Values.SelectMany(static one => one.Contracts.Events.Keys).Except(ScriptContracts.Empty.Events.Keys).Order(StringComparer.Ordinal);

    /// <summary>Says of each script what is wrong with it, at most a few faults each.</summary>
    public void Check(FaultList faults, string path)
    {
        foreach (var (name, script) in _options.Scripts)
        {
            var at = $"{path}:Scripts:{name}";
            faults.Key($"{path}:Scripts", name);
            var compiled = _scripts.Value[name];
            foreach (var fault in compiled.Faults.Take(5))
            {
                faults.Add($"{at}:{fault.Part}", fault.Rule, fault.Says, fault.Values);
            }

            if (compiled.Program is not { } program)
            {
                continue;
            }

            if (program.Name != name)
            {
                faults.Add($"{at}:Text", "script-name", $" begins with 'script {program.Name}', and it is added as '{name}'; give both one name.", program.Name, name);
            }

            if (program.ToBytes().Length > MaxProgramBytes)
            {
                faults.Add($"{at}:Text", "script-large", $" comes to {program.ToBytes().Length} bytes; {MaxProgramBytes} are the most. Split it up, and start one from the other.", $"{MaxProgramBytes}");
            }

            TemplateRules.CheckSent(faults, $"{at}:Text", program, compiled.Files[0].Source, _options, _templates.Value);
            foreach (var other in program.StartedScripts.Where(other => !_options.Scripts.ContainsKey(other)))
            {
                faults.Add($"{at}:Text", "script-starts", $" starts '{other}', which does not exist; add it with AddScript(\"{other}\", …).", other);
            }
        }
    }

    private Compiled Compile(ScriptOptions script, IReadOnlyList<ActionContract> actions)
    {
        var source = new SourceText("Contracts", script.Contracts);
        var written = ScriptContracts.Parse(source, out var wrong);
        if (!wrong.IsEmpty)
        {
            return new Compiled(null, ScriptContracts.Empty, [.. wrong.Select(one => Fault.Of("Contracts", "script-contracts", source, one))], [new SourceDiagnostics(source, wrong)]);
        }

        var missing = written.Actions.Keys.Where(name => !_actions.Contains(name)).Order(StringComparer.Ordinal).ToList();
        var text = new SourceText("Text", script.Text);
        ImmutableArray<ScriptTexts> sides =
            [.. script.Texts.OrderBy(static side => side.Key, StringComparer.Ordinal).Select(static side => ScriptTexts.Parse(new SourceText($"Texts:{side.Key}", side.Value)))];
        var contracts = written.In(actions, _options.Queues.Keys, _options.Calendars.Keys, _templates.Value);
        var compiled = sides.IsEmpty ? ScriptCompiler.Compile(text, contracts) : ScriptCompiler.Compile(text, contracts, sides);
        ImmutableArray<SourceDiagnostics> files = [new SourceDiagnostics(text, compiled.Diagnostics), .. compiled.Texts];
        var faults = files.SelectMany(static file => file.Diagnostics.Where(static one => one.Severity == DiagnosticSeverity.Error).Select(one => Fault.Of(file.Source.Name, "script-fault", file.Source, one))).ToList();
        if (faults.Count > 0 && missing.Count > 0)
        {
            faults.Insert(0, new Fault(
                "Contracts",
                "script-action",
                $" declares '{missing[0]}', which no package registers; add the package that does, or register an IScriptAction of that name.",
                [missing[0]]));
        }

        return new Compiled(compiled.Program, contracts, [.. faults], files);
    }

    /// <summary>A script with what was found in it, file by file, warnings and hints, too.</summary>
    internal sealed record Compiled(ScriptProgram? Program, ScriptContracts Contracts, IReadOnlyList<Fault> Faults, ImmutableArray<SourceDiagnostics> Files);

    internal sealed record Fault(string Part, string Rule, string Says, string[] Values)
    {
        public static Fault Of(string part, string rule, SourceText source, Diagnostic diagnostic)
        {
            var (line, column) = source.PositionOf(diagnostic.Range.Start);
            return new Fault(
                part,
                rule,
                $", line {line}, column {column}: {diagnostic.Message} ({diagnostic.Code.Id})",
                [$"{line}", diagnostic.Code.Id, diagnostic.Message, $"{column}", .. diagnostic.Arguments]);
        }
    }
}
