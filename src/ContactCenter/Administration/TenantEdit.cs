using System.Text.Json.Serialization;

namespace ContactCenter.Administration;

/// <summary>A change of which tenants there are.</summary>
/// <param name="Tenant">The tenant.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "edit")]
[JsonDerivedType(typeof(Add), "add")]
[JsonDerivedType(typeof(Suspend), "suspend")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(Close), "close")]
public abstract record TenantEdit(TenantId Tenant)
{
    /// <summary>The <see cref="TenantEntry.Version"/> that was seen; null for a new tenant. Another one is a conflict, and nothing is changed.</summary>
    public long? Version { get; init; }

    /// <summary>
    /// Adds a tenant and opens it. Its settings are its seeds from then on: what its administrators edit stays. One that was closed before goes
    /// on with its data. Its people need the tenant among their claims, which is the host's matter.
    /// </summary>
    /// <param name="Tenant">The new tenant's id.</param>
    /// <param name="Settings">What it begins with; by the same rules as in code.</param>
    public sealed record Add(TenantId Tenant, TenantOptions Settings) : TenantEdit(Tenant);

    /// <summary>Shuts a tenant, and keeps everything; refused while a conversation is open or a message is on its way.</summary>
    /// <param name="Tenant">The tenant.</param>
    public sealed record Suspend(TenantId Tenant) : TenantEdit(Tenant);

    /// <summary>Opens a suspended tenant. What was sent to it meanwhile is swept where the channel can list its past.</summary>
    /// <param name="Tenant">The tenant.</param>
    public sealed record Resume(TenantId Tenant) : TenantEdit(Tenant);

    /// <summary>Takes a suspended tenant off the list. Its data stay in its folder.</summary>
    /// <param name="Tenant">The tenant.</param>
    public sealed record Close(TenantId Tenant) : TenantEdit(Tenant);
}
