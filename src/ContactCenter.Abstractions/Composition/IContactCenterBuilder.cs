using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter;

/// <summary>Composes a contact center. Packages extend it: <c>UseX</c> for storage and hosting, <c>AddX</c> for channels.</summary>
public interface IContactCenterBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
