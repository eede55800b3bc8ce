using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>A file with what is wrong in it: the places of its diagnostics are places of this file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Diagnostics">What is wrong, by place.</param>
public sealed record SourceDiagnostics(SourceText Source, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <inheritdoc />
    public bool Equals(SourceDiagnostics? other) => other is not null && Source == other.Source && Diagnostics.AsSpan().SequenceEqual(other.Diagnostics.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Source, Diagnostics.Length);
}
