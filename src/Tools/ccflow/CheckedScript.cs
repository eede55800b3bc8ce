using System.Collections.Immutable;
using ContactCenter.Scripting;

namespace ContactCenter.Tools.Flow;

/// <summary>A script with what is wrong with it.</summary>
internal sealed record CheckedScript(SourceText Source, ImmutableArray<Diagnostic> Diagnostics);
