using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
namespace Attn.Aksis;
public static class PortalServices { public static IServiceCollection AddUniversityPortal(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment) => services; }
