using ContactCenter.Scripting.Tests.Syntax;

namespace ContactCenter.Scripting.Tests.Analysis;

/// <summary>A script with its contracts, from <c>samples/Scripts</c> or written in a test.</summary>
internal sealed record Sample(SourceText Source, ScriptContracts Contracts)
{
    public static Sample Read(string name) => Of(Examples.Read($"{name}.flow"), Examples.Read($"{name}.contracts"), name);

    public static Sample Of(string script, string contracts = "", string name = "demo")
    {
        var known = ScriptContracts.Parse(new SourceText($"{name}.contracts", contracts), out var faults);
        faults.ShouldBeEmpty();
        return new Sample(new SourceText($"{name}.flow", script), known);
    }

    public ScriptProgram Compile()
    {
        var compiled = ScriptCompiler.Compile(Source, Contracts);
        return compiled.Program ?? throw new InvalidOperationException(string.Join('\n', compiled.Diagnostics));
    }

    public ScriptExploration Explore(ScriptExplorerOptions? options = null) => ScriptExplorer.Explore(Source, Contracts, options);

    public Sample With(string old, string written)
    {
        Source.Text.ShouldContain(old);
        return this with { Source = new SourceText(Source.Name, Source.Text.Replace(old, written, StringComparison.Ordinal)) };
    }
}
