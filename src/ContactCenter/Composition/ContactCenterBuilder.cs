using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter;

internal sealed class ContactCenterBuilder(IServiceCollection services) : IContactCenterBuilder
{
    public IServiceCollection Services => services;
}
