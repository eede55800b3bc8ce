using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Checking;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Analysis;

/// <summary>A script that can run, bound.</summary>
internal static class RightScript
{
    /// <exception cref="ArgumentException">It has an error.</exception>
    public static BoundScript Of(SourceText source, ScriptContracts contracts)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(contracts);
        var bound = Binder.Bind(ScriptParser.Parse(source), contracts);
        var error = Checker.Check(bound, contracts, default, new ScriptCheckOptions())[0].Diagnostics.FirstOrDefault(static found => found.Severity == DiagnosticSeverity.Error);
        return error is null
            ? bound
            : throw new ArgumentException($"{source.Name}({source.PositionOf(error.Range.Start).Line}): {error.Code.Id}: {error.Message} Mend it first.", nameof(source));
    }
}
