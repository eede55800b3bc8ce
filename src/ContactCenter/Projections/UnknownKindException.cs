using ContactCenter.Records;

namespace ContactCenter.Projections;

/// <summary>The log holds what this build cannot read: a newer one has written to it. Nothing has been changed; the tenant stays closed.</summary>
internal sealed class UnknownKindException(LogId log, KindRow unknown) : Exception(
    $"The log of tenant '{log}' holds '{unknown.Kind}' version {unknown.Version} at position {unknown.First}, which ContactCenter {ProductVersion.Current} does not know. "
    + (unknown.Product is { } product ? $"Start with ContactCenter {product} or later." : "Start with the version that wrote it, or a later one.")
    + " Nothing has been changed.")
{
    /// <summary>The stable code, described in <c>docs/errors.md</c>.</summary>
    public string Code { get; } = "CC1004";
}
